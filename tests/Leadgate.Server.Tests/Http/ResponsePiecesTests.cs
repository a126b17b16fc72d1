using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Telemetry;
using Leadgate.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Http;

/// <summary>What of a large response waits in memory for a client that does not read it, without a network.</summary>
[Promise("10.4")]
public sealed class ResponsePiecesTests
{
    private const int LeadCount = 20_000;

    /// <summary>As that of the server.</summary>
    private const int ConnectionBuffer = 64 * 1024;

    private static readonly LeadField TextField = LeadFields.All.First(field => field is { Kind: FieldKind.Text, List: null });

    private int _written;

    /// <summary>As many as are asked for, with texts that cannot be compressed.</summary>
    private IEnumerable<LeadRecord> Leads
    {
        get
        {
            for (; _written < LeadCount; _written++)
            {
                var fields = new FieldValue[LeadFields.All.Count];
                fields[TextField.Ordinal] = FieldValue.From(RandomNumberGenerator.GetHexString(64));
                yield return new LeadRecord(
                    new Lead
                    {
                        Index = _written,
                        Fields = fields,
                        Vehicles = [],
                    }
                );
            }
        }
    }

    [Theory]
    [InlineData("problem", "")]
    [InlineData("problem", "br")]
    [InlineData("problem", "gzip")]
    [InlineData("bulk", "")]
    [InlineData("bulk", "br")]
    [InlineData("page", "")]
    [InlineData("page", "gzip")]
    [InlineData("export", "")]
    [InlineData("prepared", "")]
    public async Task Only_a_few_pieces_wait_for_the_client_and_the_rest_follows_when_it_reads(string response, string coding)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<SlowReaders>()
            .AddSingleton<LeadgateMetrics>()
            .BuildServiceProvider();
        var connection = new Pipe(new PipeOptions(pauseWriterThreshold: ConnectionBuffer, resumeWriterThreshold: ConnectionBuffer / 2));
        var http = new DefaultHttpContext { RequestServices = services };
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(connection.Writer.AsStream()));
        var sending = SendAsync(http, connection, response, coding);

        // The first read does not take anything.
        var waiting = await connection.Reader.ReadAtLeastAsync(ConnectionBuffer, TestContext.Current.CancellationToken);
        Assert.InRange(waiting.Buffer.Length, ConnectionBuffer, 2 * ConnectionBuffer);
        Assert.False(sending.IsCompleted);
        Assert.True(_written < LeadCount / 2, $"{_written} leads are written.");
        connection.Reader.AdvanceTo(waiting.Buffer.Start);

        using var all = new MemoryStream();
        await connection.Reader.CopyToAsync(all, TestContext.Current.CancellationToken);
        await sending;
        all.Position = 0;
        if (response != "prepared")
            Assert.NotNull(await JsonNode.ParseAsync(Decode(all, coding), cancellationToken: TestContext.Current.CancellationToken));
        else
            Assert.Equal(1_000_000, all.Length);
    }

    private async Task SendAsync(HttpContext http, Pipe connection, string response, string coding)
    {
        if (coding.Length == 0)
        {
            await WriteAsync(http, response);
        }
        else
        {
            http.Request.Headers.AcceptEncoding = coding;
            await new ResponseCompressionMiddleware(_ => WriteAsync(http, response)).InvokeAsync(http);
        }

        await connection.Writer.CompleteAsync();
    }

    private Task WriteAsync(HttpContext http, string response) =>
        response switch
        {
            "problem" => new Problem(ProblemType.LeadsHaveErrors, "", "")
            {
                WriteMembersAsync = async json =>
                {
                    json.Writer.WriteStartArray("leads");
                    await BulkResponseWriter.WriteLeadsAsync(json, Leads, false);
                    json.Writer.WriteEndArray();
                },
            }.ExecuteAsync(http),
            "bulk" => BulkResponseWriter.WriteAsync(http, new BulkRepresentation(null, LeadCount, 0, new[] { Leads }.ToAsyncEnumerable())),
            "page" => BulkResponseWriter.WriteAsync(http, new LeadPage(Leads, null)),
            "export" => new StreamedJson<object>(WriteArrayAsync).ExecuteAsync(http),
            _ => new PreparedContent(new byte[1_000_000]).WriteAsync(http, "image/png", "Accept-Encoding"),
        };

    private async Task WriteArrayAsync(PiecewiseJson json, CancellationToken cancellation)
    {
        json.Writer.WriteStartArray();
        await BulkResponseWriter.WriteLeadsAsync(json, Leads, true);
        json.Writer.WriteEndArray();
    }

    private static Stream Decode(Stream body, string coding) =>
        coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
}
