namespace Leadgate.Bench.Drills.Soak;

/// <summary>An acknowledged bulk.</summary>
/// <param name="Size">The number of leads.</param>
/// <param name="Errors">The number of leads with errors.</param>
/// <param name="Tries">How often the bulk was sent.</param>
/// <param name="Seconds">The time of the acknowledgement since the senders started.</param>
internal sealed record SoakBulk(long Id, int Size, int Errors, int Tries, double Seconds);
