namespace Leadgate.Domain.Intake;

/// <summary>Where a text is not JSON, and why, in both languages.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The byte in the line, from 1.</param>
internal sealed record JsonFault(long Line, long Column, string English, string Arabic);
