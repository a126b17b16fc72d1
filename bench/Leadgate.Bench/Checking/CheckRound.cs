namespace Leadgate.Bench.Checking;

/// <summary>A round: reading and validating, then parsing only.</summary>
internal sealed record CheckRound(ReadingSpeed Checked, ReadingSpeed Parsed);
