using Leadgate.Contract.Issues;
using Leadgate.Domain.Access;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Search;
using Leadgate.Server.Access;
using Leadgate.Server.Leads;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Lists;

/// <summary>What leads have to do with a list, so that whoever changes it sees first what that concerns.</summary>
internal sealed class ListUsageQueries(ILeadStore store, StaffLeadQueries leads, OpenErrorQueries errors, ListCatalogCache lists)
{
    /// <summary>One more than a page says.</summary>
    public const int MaxCount = StaffLeadQueries.MaxCount;

    /// <summary>Of lists that the search index has no terms for, so many leads are looked at: some milliseconds on either engine.</summary>
    public const int MaxExamined = 10_000;

    private const int MaxValues = 8;

    /// <summary>How many leads have an item: of all by the search index, or else of those that arrived last.</summary>
    /// <returns>Null if leads have no items of the list.</returns>
    public async Task<ListItemUsage?> CountAsync(ListDefinition list, int value, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        if (CreateFilter(list, value) is { } filter)
            return new ListItemUsage(await leads.CountAsync(filter, actor, cancellation), null, IsOfVehicles: false);
        return await store.Lists.CountRecentUsesAsync(list, value, MaxExamined, cancellation) is { } recent
            ? new ListItemUsage(recent.Uses, recent.Examined, recent.IsOfVehicles)
            : null;
    }

    /// <summary>The texts that most leads wait with because they are in no item of the list.</summary>
    public async Task<IReadOnlyList<UnlistedValue>> FindUnlistedAsync(
        ListDefinition list,
        LeadAccess access,
        CancellationToken cancellation
    )
    {
        var found = new List<UnlistedValue>();
        var items = lists.Catalog[list].Active;
        foreach (var field in FindFields(list))
        {
            var filter = new OpenErrorFilter
            {
                Field = field,
                Code = IssueCode.NotInList.Word,
                Limit = MaxValues,
            };
            foreach (var group in await errors.FindAsync(filter, access, cancellation))
            {
                if (group.Value is { } value)
                    found.Add(new UnlistedValue(field, value, group.Leads, [.. items.Where(item => IsSuggested(item, group))]));
            }
        }

        return [.. found.OrderByDescending(value => value.Leads).Take(MaxValues)];
    }

    /// <summary>Null if the search index has no terms for the list.</summary>
    private static LeadFilter? CreateFilter(ListDefinition list, int value)
    {
        if (list == LeadFields.Ou.List)
            return new LeadFilter { Brand = value };
        return list == LeadFields.Source.List ? new LeadFilter { Source = value } : null;
    }

    /// <summary>The fields of leads and vehicles that have items of a list.</summary>
    private static IEnumerable<string> FindFields(ListDefinition list) =>
        LeadFields
            .All.Where(field => field.List == list)
            .Select(field => field.Name)
            .Concat(VehicleFields.All.Where(field => field.List == list).Select(field => OpenError.OfVehicle + field.Name));

    private static bool IsSuggested(ListItem item, OpenErrorGroup group) =>
        group.Suggestions.Contains(item.Label) || group.Suggestions.Contains(item.LabelAr);
}
