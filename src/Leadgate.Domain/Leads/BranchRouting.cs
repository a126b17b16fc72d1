using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>Finds the branch for a lead that names none (promise 5.5).</summary>
internal static class BranchRouting
{
    /// <summary>
    /// The brand's branch in the customer's city, else in the region, else the brand's default branch; the first in display order
    /// where there are several.
    /// </summary>
    /// <param name="catalog">The lists.</param>
    /// <param name="brand">The lead's brand.</param>
    /// <param name="region">The customer's region, or null when it is not of the list.</param>
    /// <param name="city">The customer's city, or null when it is not of the list.</param>
    /// <returns>The branch, or null when there is none to route to.</returns>
    public static ListItem? FindBranch(ListCatalog catalog, ListItem brand, ListItem? region, ListItem? city)
    {
        var branches = catalog[ReferenceLists.BranchType].GetActiveChildren(brand.Value);
        var cities = catalog[ReferenceLists.City];
        ListItem? inRegion = null,
            byDefault = null;
        for (var i = 0; i < branches.Count; i++)
        {
            var branch = branches[i];
            if (city is not null && branch.CityValue == city.Value)
                return branch;
            if (region is not null && branch.CityValue is { } value && cities.Find(value)?.ParentValue == region.Value)
                inRegion ??= branch;
            if (branch.IsDefault)
                byDefault ??= branch;
        }

        return inRegion ?? byDefault;
    }
}
