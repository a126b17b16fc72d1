namespace Leadgate.Bench.Lists;

/// <summary>The rounds of a read.</summary>
/// <param name="Read">The request.</param>
/// <param name="Bytes">The size of the answer's body.</param>
/// <param name="Rounds">The rounds that count.</param>
internal sealed record ReadResult(ListRead Read, long Bytes, IReadOnlyList<ReadRound> Rounds);
