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
            new(ListsTexts.Aliases, string.Join(" | ", before.Aliases), string.Join(" | ", after.Aliases)),
        ];
        return all.FindAll(difference => difference.Before != difference.After);
    }

    private static string Format(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Mark(bool isSet) => isSet ? "✓" : "✗";
}
