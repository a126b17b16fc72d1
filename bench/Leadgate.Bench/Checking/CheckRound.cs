namespace Leadgate.Bench.Checking;

/// <summary>A round: reading and checking, then parsing alone.</summary>
internal sealed record CheckRound(ReadingSpeed Checked, ReadingSpeed Parsed);
