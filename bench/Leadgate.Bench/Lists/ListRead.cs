namespace Leadgate.Bench.Lists;

/// <summary>A list request.</summary>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="IsKnown">Whether the request has the current entity tag, so that the response is 304.</param>
internal sealed record ListRead(string Path, string Query, bool IsKnown);
