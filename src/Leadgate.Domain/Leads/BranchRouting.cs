using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>Finds the branch of a lead that was sent without one (promise 5.5).</summary>
internal static class BranchRouting
{
    /// <summary>
    /// The branch of the brand in the city, otherwise in the city's seat if it names a governorate, otherwise in the region, otherwise the
    /// default branch of the brand; the first in display order if there are several.
    /// </summary>
    public static ListItem? FindBranch(ListCatalog catalog, ListItem brand, ListItem? region, ListItem? city)
    {
        var branches = catalog[ReferenceLists.BranchType].GetActiveChildren(brand.Value);
        var cities = catalog[ReferenceLists.City];
        ListItem? atSeat = null,
            inRegion = null,
            byDefault = null;
        for (var i = 0; i < branches.Count; i++)
        {
            var branch = branches[i];
            if (city is not null && branch.CityValue == city.Value)
                return branch;
            if (city?.CityValue is { } seat && branch.CityValue == seat)
                atSeat ??= branch;
            if (region is not null && branch.CityValue is { } value && cities.Find(value)?.ParentValue == region.Value)
                inRegion ??= branch;
            if (branch.IsDefault)
                byDefault ??= branch;
        }

        return atSeat ?? inRegion ?? byDefault;
    }
}
