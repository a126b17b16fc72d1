using System.Text;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// One field of a lead or vehicle (promise 5). Reading, checking, echoing, the columns, OpenAPI and the documentation all follow
/// from these.
/// </summary>
internal sealed record LeadField
{
    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>A second name that senders use and that is echoed too, or null.</summary>
    public string? OtherName { get; init; }

    /// <summary>What it holds.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>The name that people know, in English.</summary>
    public required string Title { get; init; }

    /// <summary>The name that people know, in Arabic.</summary>
    public required string TitleAr { get; init; }

    /// <summary>When it must be there.</summary>
    public Mandatory Mandatory { get; init; }

    /// <summary>The list of a list field.</summary>
    public ListDefinition? List { get; init; }

    /// <summary>The field of the lead whose item is the parent of this field's item (promise 4.3).</summary>
    public LeadField? Parent { get; init; }

    /// <summary>The longest text, in Unicode scalar values (promise 5.3); 0 where the kind has no length.</summary>
    public int MaxLength { get; init; }

    /// <summary>A rule that a text keeps.</summary>
    public TextRule Rule { get; init; }

    /// <summary>The smallest whole number.</summary>
    public int Minimum { get; init; }

    /// <summary>The largest whole number.</summary>
    public int Maximum { get; init; }

    /// <summary>Whether it says who a person is or something about them, so that it goes when the person is erased.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>For the documentation: what to know beyond kind and list.</summary>
    public string? Note { get; init; }

    /// <summary>For the documentation: a JSON value as a sender writes it.</summary>
    public required string Example { get; init; }

    /// <summary>The place of the field in its table, from 0; errors are reported in this order (promise 7.3).</summary>
    public int Ordinal { get; private set; }

    /// <summary>The name in UTF-8, as it stands in a body.</summary>
    internal byte[] NameUtf8 { get; private set; } = [];

    /// <summary>The other name in UTF-8; empty where there is none.</summary>
    internal byte[] OtherNameUtf8 { get; private set; } = [];

    /// <summary>The names that the field is echoed by.</summary>
    public IEnumerable<string> Names => OtherName is null ? [Name] : [Name, OtherName];

    /// <summary>Gives the field its place in a table.</summary>
    internal void SetOrdinal(int ordinal) =>
        (Ordinal, NameUtf8, OtherNameUtf8) = (ordinal, Encoding.UTF8.GetBytes(Name), Encoding.UTF8.GetBytes(OtherName ?? ""));
}
