namespace Leadgate.Bench.Overload;

/// <summary>The result of a load on a schedule. Times are in seconds since the request was due, shortest first.</summary>
/// <param name="Seconds">The time from the first due request to the last response.</param>
/// <param name="Accepted">The times of 200 responses.</param>
/// <param name="Rejected">The times of 503 responses.</param>
/// <param name="Late">The times until requests were sent: the delay of the load generator itself.</param>
/// <param name="Failed">The number of requests with another response or none.</param>
internal sealed record OpenLoopResult(double Seconds, double[] Accepted, double[] Rejected, double[] Late, int Failed);
