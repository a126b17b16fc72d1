namespace Leadgate.Server.Imports;

/// <summary>An error that rows of a file have in common.</summary>
/// <param name="Field">The field as errors are grouped by it.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Value">The value as the file has it, shortened; null if there is none.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="Lines">The lines of the first of them.</param>
internal sealed record ImportFinding(
    string Field,
    string Code,
    string? Value,
    long Rows,
    IReadOnlyList<long> Lines,
    string Message,
    string MessageAr,
    IReadOnlyList<string> Suggestions
);
