namespace Leadgate.Bench.Overload;

/// <param name="Open">The number of open connections at the end, by kind.</param>
/// <param name="Ended">The number of ended connections, by kind and reason.</param>
/// <param name="Acknowledged">The number of acknowledged bulks.</param>
internal sealed record SlowClientResult(
    IReadOnlyDictionary<string, int> Open,
    IReadOnlyDictionary<(string Kind, string End), int> Ended,
    int Acknowledged
);
