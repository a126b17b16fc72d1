namespace Leadgate.Domain.Intake;

/// <summary>The status of a bulk, <c>isProcessed</c> on the wire (promise 6.2).</summary>
internal enum BulkStatus
{
    /// <summary>Created: what a sender may say.</summary>
    Created = 1,

    /// <summary>In progress.</summary>
    InProgress = 2,

    /// <summary>Cancelled.</summary>
    Cancelled = 3,

    /// <summary>Completed: every lead is checked and stored, which is so before a bulk is acknowledged.</summary>
    Completed = 4,
}
