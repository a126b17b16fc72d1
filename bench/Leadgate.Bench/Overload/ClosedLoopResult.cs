namespace Leadgate.Bench.Overload;

/// <summary>The result of a closed loop in which requests may be rejected. Times are in seconds, shortest first.</summary>
/// <param name="Seconds">The time from the first request to the last response.</param>
/// <param name="Accepted">The times of 200 responses.</param>
/// <param name="Rejected">The number of 503 responses, and of connections that were closed without a response.</param>
/// <param name="Limited">The number of 429 responses.</param>
/// <param name="Failed">The number of other responses.</param>
internal sealed record ClosedLoopResult(double Seconds, double[] Accepted, int Rejected, int Limited, int Failed);
