namespace Leadgate.Domain.Search;

/// <summary>Which leads staff look for. A lead meets every condition; a null is no condition.</summary>
internal sealed record LeadFilter
{
    /// <summary>The leads of a bulk that wait.</summary>
    public static LeadFilter WaitingOf(long bulkId) => new() { BulkId = bulkId, State = LeadState.Waiting };

    /// <summary>
    /// What somebody typed into a search box: a phone number in any spelling, an email address, whole words of names, a reference, an id of
    /// a lead, or several of these, all of which the lead has.
    /// </summary>
    public string? Text { get; init; }

    public LeadState? State { get; init; }

    /// <summary>A field that has an error, by the name that <see cref="Leads.OpenError.NormalizeField"/> returns.</summary>
    public string? ErrorField { get; init; }

    /// <summary>The code of an error; with <see cref="ErrorField"/>, of an error of that field.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// What was sent in <see cref="ErrorField"/> and is wrong; compared as <see cref="Leads.OpenError.FoldValue"/> does. The index has no
    /// term for it: what waits is found by its open errors.
    /// </summary>
    public string? ErrorValue { get; init; }

    /// <summary>The value of the brand in OU_TYPE.</summary>
    public int? Brand { get; init; }

    /// <summary>The value of the source in LEAD_SOURCE.</summary>
    public int? Source { get; init; }

    /// <summary>The name of the sender.</summary>
    public string? Sender { get; init; }

    /// <summary>The first day on which the lead arrived, in the company's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which the lead arrived, in the company's time zone.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The bulk that brought it.</summary>
    public long? BulkId { get; init; }
}
