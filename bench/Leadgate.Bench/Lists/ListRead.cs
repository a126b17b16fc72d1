namespace Leadgate.Bench.Lists;

/// <summary>A list request.</summary>
/// <param name="Path">The path.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="IsKnown">Whether it shows the entity tag of the answer that it has already, and so is answered with 304.</param>
internal sealed record ListRead(string Path, string Query, bool IsKnown);
