namespace Leadgate.Bench.Lists;

/// <param name="Bytes">The size of the response body.</param>
internal sealed record ReadResult(ListRead Read, long Bytes, IReadOnlyList<ReadRound> Rounds);
