using System.Text;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// One field of a lead or vehicle (promise 5). Reading, validation, responses, columns, OpenAPI and the documentation follow from its
/// properties.
/// </summary>
internal sealed record LeadField
{
    public required string Name { get; init; }

    /// <summary>A second name that is accepted and returned as well, or null.</summary>
    public string? OtherName { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>The name for people, in English.</summary>
    public required string Title { get; init; }

    /// <summary>The name for people, in Arabic.</summary>
    public required string TitleAr { get; init; }

    public Mandatory Mandatory { get; init; }

    public ListDefinition? List { get; init; }

    /// <summary>The field of the lead whose item is the parent item of this field (promise 4.3).</summary>
    public LeadField? Parent { get; init; }

    /// <summary>In Unicode scalar values (promise 5.3); 0 if the kind has no length.</summary>
    public int MaxLength { get; init; }

    public TextRule Rule { get; init; }

    public int Minimum { get; init; }

    public int Maximum { get; init; }

    /// <summary>Whether it is personal data, which is erased with the data subject.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>For the documentation: what kind and list do not say.</summary>
    public string? Note { get; init; }

    /// <summary>For the documentation: an example value in JSON.</summary>
    public required string Example { get; init; }

    /// <summary>The index in its table, from 0; errors are reported in this order (promise 7.3).</summary>
    public int Ordinal { get; private set; }

    /// <summary>The name in UTF-8, as in a request.</summary>
    internal byte[] NameUtf8 { get; private set; } = [];

    /// <summary>The second name in UTF-8; empty if there is none.</summary>
    internal byte[] OtherNameUtf8 { get; private set; } = [];

    /// <summary>All names of the field.</summary>
    public IEnumerable<string> Names => OtherName is null ? [Name] : [Name, OtherName];

    internal void SetOrdinal(int ordinal) =>
        (Ordinal, NameUtf8, OtherNameUtf8) = (ordinal, Encoding.UTF8.GetBytes(Name), Encoding.UTF8.GetBytes(OtherName ?? ""));
}
