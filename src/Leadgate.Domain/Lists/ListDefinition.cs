namespace Leadgate.Domain.Lists;

/// <summary>The definition of a reference list (promise 3.1). Its items are data, see <see cref="ReferenceList"/>.</summary>
internal sealed class ListDefinition
{
    /// <summary>The name on the wire and in the database, upper case with underscores.</summary>
    public required string Name { get; init; }

    public required int Id { get; init; }

    public required string Title { get; init; }

    public required string TitleAr { get; init; }

    /// <summary>What messages call one item; null in a list without a parent list.</summary>
    public ItemNoun? Noun { get; init; }

    /// <summary>The list of the parent items, or null.</summary>
    public ListDefinition? Parent { get; init; }

    /// <summary>How a field with this list is returned in a lead.</summary>
    public ListRepresentation Representation { get; init; }

    /// <summary>Whether the items are named after places, so that "city" or "فرع" beside a name means nothing (promise 4.8).</summary>
    public bool IsOfPlaces { get; init; }

    /// <summary>Names that other documents of the same DMS use for it (promise 3.2).</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Ids that other documents of the same DMS use for it (promise 3.2).</summary>
    public IReadOnlyList<int> OtherIds { get; init; } = [];

    /// <summary>
    /// The index in <see cref="ReferenceLists.All"/>, so that a snapshot needs no look-up by name: a lead uses some thirty lists.
    /// </summary>
    internal int Ordinal { get; set; } = -1;

    public override string ToString() => Name;
}
