namespace Leadgate.Domain.Intake;

/// <summary>The status of a bulk, <c>isProcessed</c> on the wire (promise 6.2).</summary>
internal enum BulkStatus
{
    /// <summary>The status that a sender gives a new bulk.</summary>
    Created = 1,

    InProgress = 2,

    Cancelled = 3,

    /// <summary>Every lead is validated and stored, which is the case before a bulk is acknowledged.</summary>
    Completed = 4,
}
