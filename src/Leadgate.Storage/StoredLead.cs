using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;

namespace Leadgate.Storage;

/// <summary>A lead as it is stored: either valid, or as it was sent with its errors (promise 6.4).</summary>
/// <param name="Id">Its id; later leads have larger ones.</param>
/// <param name="Index">Its index in the request.</param>
/// <param name="Origin">The bulk that brought it.</param>
internal sealed record StoredLead(long Id, int Index, BulkOrigin Origin)
{
    /// <summary>See <see cref="Lead.Line"/>.</summary>
    public int? Line { get; init; }

    /// <summary>Grows with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether a data subject was erased from it, or what was sent of it: it cannot be corrected.</summary>
    public bool IsErased { get; init; }

    /// <summary>The lead, when it is valid.</summary>
    public Lead? Valid { get; init; }

    /// <summary>The ids of its vehicles in their order, also when it has errors (promise 7.1).</summary>
    public IReadOnlyList<long> VehicleIds { get; init; } = [];

    /// <summary>The JSON that was sent, when it has errors.</summary>
    public ReadOnlyMemory<byte> Sent { get; init; }

    /// <summary>The errors that it had when it arrived or was last corrected, as they are stored; empty when it is valid.</summary>
    public ReadOnlyMemory<byte> StoredErrors { get; init; }

    /// <summary>The warnings that it had when it arrived or was last corrected, as they are stored; empty when there were none.</summary>
    public ReadOnlyMemory<byte> StoredWarnings { get; init; }

    /// <summary>The lead as it could be sent again: what a correction is applied to, and what an export holds.</summary>
    public ReadOnlyMemory<byte> GetSource(ListCatalog catalog) => Valid is { } valid ? LeadSource.Write(valid, catalog) : Sent;

    /// <summary>The errors, with the items of lists.</summary>
    public IReadOnlyList<Issue> ReadErrors(ListCatalog catalog) => StoredIssueReader.Read(StoredErrors, Sent, catalog);

    /// <summary>The warnings, with the items of lists.</summary>
    public IReadOnlyList<Issue> ReadWarnings(ListCatalog catalog) => StoredIssueReader.Read(StoredWarnings, Sent, catalog);

    /// <summary>
    /// A read ends with the lead that reaches this, even if its limit is not reached: a lead can be as large as a bulk, and a thousand of
    /// them would fill the memory.
    /// </summary>
    public const long MaxReadBytes = 4 * 1024 * 1024;

    /// <summary>About the size of what can be large in it: texts of the sender that no field limits.</summary>
    public long Bytes =>
        Sent.Length
        + StoredErrors.Length
        + StoredWarnings.Length
        + (Valid is null ? 0 : Valid.Extra.Length + Valid.Vehicles.Sum(vehicle => (long)vehicle.Extra.Length));

    /// <summary>Whether nothing follows the leads that a read with this limit has returned.</summary>
    public static bool IsEnd(IReadOnlyList<StoredLead> leads, int limit) => leads.Count < limit && !IsCut(leads);

    /// <summary>Whether leads may be missing because these are large.</summary>
    public static bool IsCut(IReadOnlyList<StoredLead> leads) => leads.Sum(lead => lead.Bytes) >= MaxReadBytes;
}
