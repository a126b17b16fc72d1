using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>A lead as it is stored: either valid, or as it was sent with its errors (promise 6.4).</summary>
/// <param name="Id">Its id; later leads have larger ones.</param>
/// <param name="Index">Its index in the request.</param>
/// <param name="Origin">The bulk that brought it.</param>
internal sealed record StoredLead(long Id, int Index, BulkOrigin Origin)
{
    /// <summary>The lead, when it is valid.</summary>
    public Lead? Valid { get; init; }

    /// <summary>The ids of its vehicles in their order, also when it has errors (promise 7.1).</summary>
    public IReadOnlyList<long> VehicleIds { get; init; } = [];

    /// <summary>The JSON that was sent, when it has errors.</summary>
    public ReadOnlyMemory<byte> Sent { get; init; }

    /// <summary>The errors as they were reported when it arrived, as a JSON array; empty when it is valid.</summary>
    public ReadOnlyMemory<byte> ErrorsJson { get; init; }

    /// <summary>The warnings as they were reported when it arrived, as a JSON array; empty when there were none.</summary>
    public ReadOnlyMemory<byte> WarningsJson { get; init; }
}
