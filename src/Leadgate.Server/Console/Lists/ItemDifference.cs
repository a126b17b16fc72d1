using System.Globalization;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Lists;

/// <summary>How two states of an item differ, in the language of the page.</summary>
/// <param name="What">The property.</param>
internal sealed record ItemDifference(BilingualText What, string Before, string After)
{
    public static IReadOnlyList<ItemDifference> Find(ListItem before, ListItem after)
    {
        List<ItemDifference> all =
        [
            new(ListsTexts.Label, before.Label, after.Label),
            new(ListsTexts.LabelAr, before.LabelAr, after.LabelAr),
            new(ListsTexts.Code, before.Code ?? "", after.Code ?? ""),
            new(ListsTexts.Parent, Format(before.ParentValue), Format(after.ParentValue)),
            new(ListsTexts.City, Format(before.CityValue), Format(after.CityValue)),
            new(ListsTexts.IsDefault, Mark(before.IsDefault), Mark(after.IsDefault)),
            new(ListsTexts.IsActive, Mark(before.IsActive), Mark(after.IsActive)),
            FindAliases(before.Aliases, after.Aliases),
        ];
        return all.FindAll(difference => difference.Before != difference.After);
    }

    /// <summary>Only those that go and come, because an item may have dozens; all of them if only their order changes.</summary>
    private static ItemDifference FindAliases(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (removed, added) = (before.Except(after).ToList(), after.Except(before).ToList());
        return removed.Count + added.Count > 0
            ? new(ListsTexts.Aliases, string.Join(" | ", removed), string.Join(" | ", added))
            : new(ListsTexts.Aliases, string.Join(" | ", before), string.Join(" | ", after));
    }

    private static string Format(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Mark(bool isSet) => isSet ? "✓" : "✗";
}
