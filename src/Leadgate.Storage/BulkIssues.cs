using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;

namespace Leadgate.Storage;

/// <summary>
/// The errors and warnings of the leads of a bulk as the JSON that is stored and answered. They are stored as the sender got them: lists
/// and messages that change later do not change them.
/// </summary>
internal sealed class BulkIssues
{
    private static readonly BulkIssues None = new(default, []);

    /// <summary>The JSON of all leads, one after the other.</summary>
    private readonly ReadOnlyMemory<byte> _json;

    /// <summary>Where in it the errors (even) and the warnings (odd) of each lead end.</summary>
    private readonly int[] _ends;

    private BulkIssues(ReadOnlyMemory<byte> json, int[] ends) => (_json, _ends) = (json, ends);

    /// <summary>How many bytes of memory the JSON takes.</summary>
    public long Size => _json.Length;

    /// <summary>Renders the issues of leads. Where there are none, nothing is allocated.</summary>
    public static BulkIssues Render(IReadOnlyList<Lead> leads)
    {
        var first = 0;
        while (first < leads.Count && leads[first] is { Errors.Count: 0, Warnings.Count: 0 })
            first++;
        if (first == leads.Count)
            return None;

        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, WireJson.WriterOptions);
        var ends = new int[2 * leads.Count];
        for (var i = first; i < leads.Count; i++)
        {
            ends[2 * i] = Render(leads[i].Errors, writer, json);
            ends[(2 * i) + 1] = Render(leads[i].Warnings, writer, json);
        }

        return new BulkIssues(json.WrittenMemory, ends);
    }

    /// <summary>The errors of a lead as a JSON array; empty when it has none.</summary>
    public ReadOnlyMemory<byte> GetErrors(int index) => Slice(2 * index);

    /// <summary>The warnings of a lead as a JSON array; empty when it has none.</summary>
    public ReadOnlyMemory<byte> GetWarnings(int index) => Slice((2 * index) + 1);

    private static int Render(IReadOnlyList<Issue> issues, Utf8JsonWriter writer, ArrayBufferWriter<byte> json)
    {
        if (issues.Count > 0)
        {
            IssueJsonWriter.Write(writer, issues);
            writer.Flush();
            writer.Reset();
        }

        return json.WrittenCount;
    }

    private ReadOnlyMemory<byte> Slice(int n)
    {
        if (_ends.Length == 0)
            return default;
        var start = n == 0 ? 0 : _ends[n - 1];
        return _json[start.._ends[n]];
    }
}
