using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>A lead as it is stored: either accepted, or as it was sent with its errors (promise 6.4).</summary>
/// <param name="Id">Its id; later leads have larger ones.</param>
/// <param name="Index">Its place in the request.</param>
/// <param name="Origin">The bulk that brought it.</param>
public sealed record StoredLead(long Id, int Index, BulkOrigin Origin)
{
    /// <summary>The lead, when it was accepted.</summary>
    public Lead? Accepted { get; init; }

    /// <summary>The ids of its vehicles in their order, also when it has errors (promise 7.1).</summary>
    public IReadOnlyList<long> VehicleIds { get; init; } = [];

    /// <summary>The JSON that was sent, when it has errors.</summary>
    public ReadOnlyMemory<byte> Sent { get; init; }

    /// <summary>The errors as they were told when it arrived, as a JSON array; empty when it was accepted.</summary>
    public ReadOnlyMemory<byte> ErrorsJson { get; init; }

    /// <summary>The warnings as they were told when it arrived, as a JSON array; empty when there were none.</summary>
    public ReadOnlyMemory<byte> WarningsJson { get; init; }
}

/// <summary>Which leads are looked for (promises 2.5 and 7.4). What is null does not matter.</summary>
public sealed record LeadQuery
{
    /// <summary>Who sent them; null for whoever may see all (promise 10.3).</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The id of their bulk.</summary>
    public long? BulkId { get; init; }

    /// <summary>The id of an accepted lead.</summary>
    public long? LeadId { get; init; }

    /// <summary>The earliest moment of arrival, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>The moment that they arrived before, UTC.</summary>
    public DateTime? Before { get; init; }

    /// <summary>The values of their sources, any of them.</summary>
    public IReadOnlyList<int>? Sources { get; init; }

    /// <summary>The values of their sub-sources, any of them.</summary>
    public IReadOnlyList<int>? SubSources { get; init; }

    /// <summary>Whether they have errors.</summary>
    public bool? IsError { get; init; }

    /// <summary>The last lead of the page before.</summary>
    public LeadCursor? After { get; init; }

    /// <summary>The most leads.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>A place in the order of all leads, newest first.</summary>
/// <param name="BulkId">The id of the bulk.</param>
/// <param name="LeadId">The id of the lead.</param>
public readonly record struct LeadCursor(long BulkId, long LeadId);
