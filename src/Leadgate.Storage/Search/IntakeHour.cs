namespace Leadgate.Storage.Search;

/// <summary>What a sender sent in an hour, and how many of its leads were corrected in that hour.</summary>
/// <param name="Hour">The start of the hour, UTC.</param>
/// <param name="Leads">All leads.</param>
/// <param name="WithErrors">How many of them had errors when they arrived.</param>
/// <param name="Corrected">How many leads became valid in this hour, whenever they arrived.</param>
internal sealed record IntakeHour(DateTime Hour, string Sender, long Bulks, long Leads, long WithErrors, long Corrected)
{
    /// <summary>How many leads were valid when they arrived.</summary>
    public long Valid => Leads - WithErrors;
}
