using System.Globalization;
using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>How many items of a list an update adds, changes and skips.</summary>
internal readonly record struct ListChangeCounts(int Added, int Changed, int Skipped)
{
    public static ListChangeCounts From(IEnumerable<ListChange> changes)
    {
        var kinds = changes.CountBy(change => change.Kind).ToDictionary();
        return new(
            kinds.GetValueOrDefault(ListChangeKind.Added),
            kinds.GetValueOrDefault(ListChangeKind.Changed),
            kinds.GetValueOrDefault(ListChangeKind.Skipped)
        );
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Added} added, {Changed} changed, {Skipped} skipped");
}
