using System.Globalization;
using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>How many items of a list a change adds, renames, retires, and so on.</summary>
internal sealed class ListChangeCounts
{
    private static readonly ListChangeKind[] OfUpdate = [ListChangeKind.Added, ListChangeKind.Changed, ListChangeKind.Skipped];

    private static readonly ListChangeKind[] OfImport =
    [
        ListChangeKind.Added,
        ListChangeKind.Renamed,
        ListChangeKind.Changed,
        ListChangeKind.Retired,
        ListChangeKind.Restored,
    ];

    private readonly ListChangeKind[] _kinds;
    private readonly Dictionary<ListChangeKind, int> _counts;

    private ListChangeCounts(ListChangeKind[] kinds, IEnumerable<ListChange> changes) =>
        (_kinds, _counts) = (kinds, changes.CountBy(change => change.Kind).ToDictionary());

    public int this[ListChangeKind kind] => _counts.GetValueOrDefault(kind);

    /// <summary>Of an update of the built-in lists.</summary>
    public static ListChangeCounts FromUpdate(IEnumerable<ListChange> changes) => new(OfUpdate, changes);

    /// <summary>Of an import.</summary>
    public static ListChangeCounts FromImport(IEnumerable<ListChange> changes) => new(OfImport, changes);

    /// <summary>The values of the items, for the audit trail, because a count alone does not say what an operator may miss.</summary>
    public static string FormatValues(IEnumerable<ListChange> changes)
    {
        var values = changes
            .GroupBy(change => change.Kind)
            .Select(kind => $"{kind.Key.GetWord()} {string.Join(' ', kind.Select(change => change.Item.Value))}");
        return string.Join("; ", values);
    }

    public override string ToString() =>
        string.Join(", ", _kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{this[kind]} {kind.GetWord()}")));
}
