namespace Leadgate.Domain.Lists;

/// <summary>What a reference list is (promise 3.1); its items are data, see <see cref="ReferenceList"/>.</summary>
internal sealed class ListDefinition
{
    /// <summary>The name on the wire and in the database, upper case with underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The numeric id of the list, unique.</summary>
    public required int Id { get; init; }

    /// <summary>The name that people know, in English.</summary>
    public required string Title { get; init; }

    /// <summary>The name that people know, in Arabic.</summary>
    public required string TitleAr { get; init; }

    /// <summary>The list that each item has its parent in, or null.</summary>
    public ListDefinition? Parent { get; init; }

    /// <summary>How its items are echoed in a lead.</summary>
    public ListRepresentation Representation { get; init; }

    /// <summary>Names that other documents of the same DMS use for it (promise 3.2).</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Ids that other documents of the same DMS use for it (promise 3.2).</summary>
    public IReadOnlyList<int> OtherIds { get; init; } = [];

    /// <summary>The place in <see cref="ReferenceLists.All"/>, by which a snapshot finds the list: a lead asks some thirty times.</summary>
    internal int Ordinal { get; set; } = -1;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
