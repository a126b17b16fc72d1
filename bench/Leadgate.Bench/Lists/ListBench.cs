using Leadgate.Contract;

namespace Leadgate.Bench.Lists;

/// <summary>List reads, against a bare Kestrel that sends the same responses.</summary>
internal sealed class ListBench(BenchOptions options, ChildProcess service, ChildProcess bare)
{
    public async Task<ReadResult> RunAsync(ListRead read, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var tag = read.IsKnown ? await ListReads.TagAsync(client, service.Address, read, cancellation) : null;
        var toService = new LoadGenerator(service.Address, options.Connections);
        var toBare = new LoadGenerator(bare.Address, options.Connections);
        await CompareAsync(client, read, tag, cancellation);
        await RoundAsync();
        var rounds = new List<ReadRound>();
        for (var round = 0; round < options.Rounds; round++)
            rounds.Add(await RoundAsync());
        return new ReadResult(read, (await GetResponseAsync(client, service.Address, read, tag, cancellation)).Body.Length, rounds);

        async Task<ReadRound> RoundAsync() => new(await LoadAsync(toService, service), await LoadAsync(toBare, bare));

        async Task<ReadLoad> LoadAsync(LoadGenerator load, ChildProcess server)
        {
            var processor = server.Processor;
            var request = WireRequest.Get(WireRequest.GetHead(server.Address, read.Path + read.Query, tag));
            var result = await load.RunAsync(options.Reads, options.Limit, _ => request, response => Check(response, read), cancellation);
            return new ReadLoad(result, (server.Processor - processor).TotalSeconds);
        }
    }

    /// <summary>A baseline with different responses would be meaningless.</summary>
    private async Task CompareAsync(HttpClient client, ListRead read, string? tag, CancellationToken cancellation)
    {
        var ours = await GetResponseAsync(client, service.Address, read, tag, cancellation);
        var theirs = await GetResponseAsync(client, bare.Address, read, tag, cancellation);
        if (ours.Head != theirs.Head || !ours.Body.AsSpan().SequenceEqual(theirs.Body))
        {
            throw new InvalidOperationException(
                $"For {read.Path}, the bare server returns {theirs.Head} and {theirs.Body.Length} bytes, "
                    + $"but the service returns {ours.Head} and {ours.Body.Length} bytes."
            );
        }
    }

    private static async Task<(string Head, byte[] Body)> GetResponseAsync(
        HttpClient client,
        Uri server,
        ListRead read,
        string? tag,
        CancellationToken cancellation
    )
    {
        using var request = ListReads.Request(server, read, tag);
        using var response = await client.SendAsync(request, cancellation);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Date" or Headers.TraceId))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return ($"{(int)response.StatusCode} {string.Join("; ", headers)}", await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private static void Check(WireResponse response, ListRead read)
    {
        var expected = read.IsKnown ? 304 : 200;
        if (response.Status != expected)
            throw new InvalidOperationException($"A server returned {response.Status} for {read.Path}{read.Query}.");
    }
}
