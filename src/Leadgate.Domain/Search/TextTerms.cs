namespace Leadgate.Domain.Search;

/// <summary>Terms as texts, each once.</summary>
internal readonly struct TextTerms() : ITermSink
{
    public HashSet<string> All { get; } = new(StringComparer.Ordinal);

    public void Add(string kind, ReadOnlySpan<char> text) => All.Add(string.Concat(kind, text));
}
