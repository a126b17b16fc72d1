using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Intake;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Intake;

/// <summary>A format is all that it takes to send bulks in another form.</summary>
[Promise("6.3")]
public sealed class LeadFormatTests
{
    [Fact]
    public async Task Registered_format_is_chosen_by_its_media_type()
    {
        await using var server = await RunningServer.StartAsync(change: builder =>
            builder.Services.AddSingleton<ILeadFormat, LineFormat>()
        );
        using var created = await server.Client.SendAsync(
            Post("text/x-lines", $"{TestData.Lead().ToJsonString()}\n42\n"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("1", await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ("2", "1"),
            (Assert.Single(created.Headers.GetValues(Headers.TotalRecords)), Assert.Single(created.Headers.GetValues(Headers.ErrorRecords)))
        );

        using var asJson = await server.Client.SendAsync(Post("application/json", "1\n2\n"), TestContext.Current.CancellationToken);
        await asJson.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-a-bulk");
        using var other = await server.Client.SendAsync(Post("text/x-other", "a,b"), TestContext.Current.CancellationToken);
        var problem = await other.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Contains("Content-Type: text/x-lines", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Post(string mediaType, string body)
    {
        var request = TestData.Post(body);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return request;
    }

    /// <summary>A lead on each line.</summary>
    private sealed class LineFormat : ILeadFormat
    {
        public IReadOnlyList<string> MediaTypes { get; } = ["text/x-lines"];

        public bool Supports(string mediaType) => mediaType == MediaTypes[0];

        public IBulkReader CreateReader(BulkLeads leads) => new LineReader(new JsonBulkReader(leads));
    }

    private sealed class LineReader(JsonBulkReader inner) : IBulkReader
    {
        public BulkRefusal? Refusal => inner.Refusal;

        public ValidatedBulk? Bulk => inner.Bulk;

        public int LeadCount => inner.LeadCount;

        public long MemoryOfLeads => inner.MemoryOfLeads;

        public int Read(ReadOnlySpan<byte> bytes, bool isLast)
        {
            if (!isLast)
                return 0;
            var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            inner.Read(Encoding.UTF8.GetBytes($"{{\"leads\": [{string.Join(',', lines)}]}}"), isLast);
            return bytes.Length;
        }

        public void Discard() => inner.Discard();
    }
}
