using System.Globalization;

namespace Leadgate.Domain.Lists;

/// <summary>Describes how two states of an item differ, for people.</summary>
internal static class ListItemDifference
{
    /// <returns>Each difference, joined by semicolons; empty if there is none.</returns>
    public static string Describe(ListItem before, ListItem after)
    {
        var changes = new List<string>();
        AddChange("label", before.Label, after.Label);
        AddChange("Arabic label", before.LabelAr, after.LabelAr);
        AddChange("code", before.Code, after.Code);
        AddChange("parent item", before.ParentValue, after.ParentValue);
        AddChange("city", before.CityValue, after.CityValue);
        AddChange("default", before.IsDefault, after.IsDefault);
        AddChange("active", before.IsActive, after.IsActive);
        AddAliases("removed", before.Aliases.Except(after.Aliases));
        AddAliases("added", after.Aliases.Except(before.Aliases));
        return string.Join("; ", changes);

        void AddChange<T>(string what, T old, T current)
        {
            if (!EqualityComparer<T>.Default.Equals(old, current))
                changes.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {old} → {current}"));
        }

        void AddAliases(string what, IEnumerable<string> aliases)
        {
            var texts = aliases.ToList();
            if (texts.Count > 0)
                changes.Add($"aliases {what}: {string.Join(", ", texts)}");
        }
    }
}
