using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>A page of leads for staff.</summary>
/// <param name="Leads">The leads as they are stored, with what they read as today.</param>
/// <param name="Before">The lead before which the page before ends; null on the first page.</param>
/// <param name="After">The lead after which the next page begins; null on the last page.</param>
/// <param name="Follower">How far the search is behind what is stored.</param>
internal sealed record StaffLeadPage(
    IReadOnlyList<(StoredLead Stored, LeadRecord Record)> Leads,
    long? Before,
    long? After,
    FollowerState Follower
)
{
    /// <summary>Whether it holds the newest leads of a search, and so whatever has arrived.</summary>
    public bool IsNewestOf(StaffLeadSearch search) => search is { Order: LeadOrder.NewestFirst, After: null } && Before is null;
}
