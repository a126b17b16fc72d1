namespace Leadgate.Bench.Overload;

/// <summary>What a load at a pace met.</summary>
/// <param name="Seconds">From the first request that was due to the last answer.</param>
/// <param name="Accepted">Seconds from due to answered of each that was accepted (200), shortest first.</param>
/// <param name="Refused">The same of each that was refused (503).</param>
/// <param name="Late">Seconds from due to sent of each, shortest first: what the senders themselves were late.</param>
/// <param name="Failed">How many got another answer, or none.</param>
internal sealed record OpenLoopResult(double Seconds, double[] Accepted, double[] Refused, double[] Late, int Failed);
