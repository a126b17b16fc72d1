namespace Leadgate.Domain.Search;

/// <summary>Takes the terms of a lead one after the other, so that whoever needs only their hashes creates no text for each.</summary>
internal interface ITermSink
{
    /// <param name="kind">The beginning of the term.</param>
    /// <param name="text">The rest of it, which is valid during the call only.</param>
    void Add(string kind, ReadOnlySpan<char> text);
}
