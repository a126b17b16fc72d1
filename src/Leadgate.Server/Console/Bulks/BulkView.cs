using Leadgate.Server.Leads;
using Leadgate.Storage;

namespace Leadgate.Server.Console.Bulks;

/// <summary>What the page of a bulk shows.</summary>
/// <param name="Keys">Its idempotency key, or none.</param>
/// <param name="SenderId">The API key with the sender's name, or null.</param>
internal sealed record BulkView(StoredBulk Bulk, UncorrectedLeads Uncorrected, IReadOnlyList<string> Keys, long? SenderId, LeadPage Leads);
