using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;

namespace Leadgate.Storage;

/// <summary>The errors and warnings of the leads of a bulk as the JSON that is stored (<see cref="StoredIssueWriter"/>).</summary>
/// <remarks>
/// They can be a hundred times larger than the bulk. So only the first <see cref="MaxRenderedBytes"/> are kept in memory, and the rest is
/// rendered lead by lead when it is written.
/// </remarks>
internal sealed class BulkIssues
{
    /// <summary>The most JSON that is kept for a bulk.</summary>
    public const int MaxRenderedBytes = 1024 * 1024;

    private readonly IReadOnlyList<Lead> _leads;

    /// <summary>The errors (even) and the warnings (odd) of each lead that is rendered; null where there are none.</summary>
    private readonly byte[]?[] _json;

    private BulkIssues(IReadOnlyList<Lead> leads, byte[]?[] json, int rendered, long size) =>
        (_leads, _json, RenderedLeads, Size) = (leads, json, rendered, size);

    /// <summary>How many bytes of memory the JSON takes.</summary>
    public long Size { get; }

    /// <summary>The number of leads, from the first one on, whose issues are in memory as JSON.</summary>
    public int RenderedLeads { get; }

    /// <summary>The issues of leads, of which none is rendered before it is written.</summary>
    public static BulkIssues RenderLater(IReadOnlyList<Lead> leads) => new(leads, [], 0, 0);

    /// <summary>Renders the issues of leads. Where there are none, nothing is allocated.</summary>
    /// <param name="tryReserve">Reserves memory for the JSON of a lead before it is kept.</param>
    /// <returns>The issues; null when the memory was not granted.</returns>
    public static BulkIssues? TryRender(IReadOnlyList<Lead> leads, Func<long, bool> tryReserve)
    {
        var first = 0;
        while (first < leads.Count && leads[first] is { Errors.Count: 0, Warnings.Count: 0 })
            first++;
        if (first == leads.Count)
            return new BulkIssues(leads, [], leads.Count, 0);

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        var json = new byte[]?[2 * leads.Count];
        var size = 0L;
        for (var i = first; i < leads.Count; i++)
        {
            var errors = Render(leads[i].Errors, leads[i].SentJson, writer, buffer);
            var warnings = Render(leads[i].Warnings, leads[i].SentJson, writer, buffer);
            var length = (errors?.Length ?? 0) + (warnings?.Length ?? 0);
            if (size + length > MaxRenderedBytes)
                return new BulkIssues(leads, json, i, size);
            if (length > 0 && !tryReserve(length))
                return null;
            (json[2 * i], json[(2 * i) + 1]) = (errors, warnings);
            size += length;
        }

        return new BulkIssues(leads, json, leads.Count, size);
    }

    /// <summary>The errors of a lead; empty when it has none.</summary>
    public ReadOnlyMemory<byte> GetErrors(int index) =>
        index < RenderedLeads ? Get(2 * index) : StoredIssueWriter.ToJson(_leads[index].Errors, _leads[index].SentJson);

    /// <summary>The warnings of a lead; empty when it has none.</summary>
    public ReadOnlyMemory<byte> GetWarnings(int index) =>
        index < RenderedLeads ? Get((2 * index) + 1) : StoredIssueWriter.ToJson(_leads[index].Warnings, _leads[index].SentJson);

    private ReadOnlyMemory<byte> Get(int n) => _json.Length == 0 ? default : _json[n];

    private static byte[]? Render(
        IReadOnlyList<Issue> issues,
        ReadOnlyMemory<byte> sent,
        Utf8JsonWriter writer,
        ArrayBufferWriter<byte> buffer
    )
    {
        if (issues.Count == 0)
            return null;
        StoredIssueWriter.Write(writer, issues, sent);
        writer.Flush();
        writer.Reset();
        var json = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        return json;
    }
}
