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
        var items = lists.Catalog[list];
        OpenErrorFilter[] filters =
        [
            .. FindFields(list)
                .Select(field => new OpenErrorFilter
                {
                    Field = field,
                    Code = IssueCode.NotInList.Word,
                    Limit = MaxValues,
                }),
        ];
        return
        [
            .. (await errors.FindRecentAsync(filters, access, cancellation))
                .Where(group => group.Value is not null)
                .OrderByDescending(group => group.Leads)
                .Take(MaxValues)
                .Select(group => new UnlistedValue(group.Field, group.Value!, group.Leads, FindSuggested(items, group))),
        ];
    }

    /// <summary>
    /// None for a value that is in an item by now, though leads still wait with the error of before; nor for one that can be no alias: its
    /// end may be missing, or it is of more than one line.
    /// </summary>
    private static IReadOnlyList<ListItem> FindSuggested(ReferenceList list, OpenErrorGroup group) =>
        group.Value!.Length >= ListItem.MaxTextLength
        || group.Value.Any(char.IsControl)
        || list.Match(group.Value, null) is not { Kind: MatchKind.NotFound }
            ? []
            : [.. list.Active.Where(item => IsSuggested(item, group))];

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
