namespace Leadgate.Bench.Drills.Soak;

/// <summary>A bulk that was acknowledged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Size">How many leads it has.</param>
/// <param name="Wrong">How many of them have errors.</param>
/// <param name="Tries">How often it was sent.</param>
/// <param name="Seconds">When, since the senders began.</param>
internal sealed record SoakBulk(long Id, int Size, int Wrong, int Tries, double Seconds);
