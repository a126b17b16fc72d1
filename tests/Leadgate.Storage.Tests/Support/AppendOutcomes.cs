namespace Leadgate.Storage.Tests.Support;

internal static class AppendOutcomes
{
    /// <summary>The bulk that an outcome names; fails when the idempotency key was used with another body.</summary>
    public static StoredBulk Bulk(this AppendOutcome outcome) =>
        outcome switch
        {
            AppendOutcome.Stored stored => stored.Bulk,
            AppendOutcome.AlreadyStored earlier => earlier.Bulk,
            _ => throw new InvalidOperationException("No bulk was stored."),
        };
}
