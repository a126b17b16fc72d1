namespace Leadgate.Bench.Overload;

/// <summary>What became of slow clients.</summary>
/// <param name="Open">How many were still connected at the end, by kind.</param>
/// <param name="Ended">How they ended that did, by kind and how.</param>
/// <param name="Acknowledged">How many bulks of theirs were accepted.</param>
internal sealed record SlowClientResult(
    IReadOnlyDictionary<string, int> Open,
    IReadOnlyDictionary<(string Kind, string End), int> Ended,
    int Acknowledged
);
