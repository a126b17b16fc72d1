using System.Runtime.InteropServices;
using System.Text;

namespace Leadgate.Domain.Search;

/// <summary>
/// Computes the hashes of the terms of leads, one lead after the other, without a text for each term: the follower does so for every lead
/// that arrives, and texts were a third of what it cost (docs/performance.md).
/// </summary>
internal sealed class TermHasher(TermHash hash, TimeZoneInfo zone)
{
    private readonly List<long> _hashes = new(32);
    private byte[] _buffer = new byte[1024];

    /// <summary>The hashes of the terms of a lead, each once.</summary>
    public long[] Compute(SearchableLead lead)
    {
        _hashes.Clear();
        var sink = new Sink(this);
        SearchTerms.Write(lead, zone, ref sink);
        return [.. _hashes];
    }

    private readonly struct Sink(TermHasher hasher) : ITermSink
    {
        public void Add(string kind, ReadOnlySpan<char> text) => hasher.Add(kind, text);
    }

    private void Add(string kind, ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(kind.Length + text.Length);
        if (most > _buffer.Length)
            _buffer = new byte[most];
        var length = Encoding.UTF8.GetBytes(kind, _buffer);
        length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(length));
        var term = (long)hash.Compute(_buffer.AsSpan(0, length));
        if (!CollectionsMarshal.AsSpan(_hashes).Contains(term))
            _hashes.Add(term);
    }
}
