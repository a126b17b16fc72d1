namespace Leadgate.Storage.Requests;

/// <summary>The requests of an API key in an hour: all of them, also those that are not in the log of the last requests.</summary>
/// <param name="KeyId">The key; 0 for none that is known.</param>
/// <param name="Hour">When the hour began, UTC.</param>
/// <param name="Rejected">Those with a status of 400 to 499.</param>
/// <param name="Failed">Those with a status of 500 or more.</param>
internal sealed record RequestHour(long KeyId, DateTime Hour, long Requests, long Rejected, long Failed, long Leads, long LeadsWithErrors)
{
    /// <summary>The counts of both, for the key and hour of this one.</summary>
    public RequestHour Plus(RequestHour other) =>
        this with
        {
            Requests = Requests + other.Requests,
            Rejected = Rejected + other.Rejected,
            Failed = Failed + other.Failed,
            Leads = Leads + other.Leads,
            LeadsWithErrors = LeadsWithErrors + other.LeadsWithErrors,
        };
}
