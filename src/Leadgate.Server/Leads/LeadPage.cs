using Leadgate.Domain.Leads;

namespace Leadgate.Server.Leads;

/// <summary>A page of a search (promise 7.4).</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record LeadPage(IEnumerable<LeadRecord> Leads, string? Next);
