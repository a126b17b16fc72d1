using System.Buffers;
using System.Text;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>How a body is read that takes long, with a clock that goes on at each look.</summary>
[Promise("10.4")]
public sealed class BulkBodyReaderTests
{
    private const string Lead = """{"priority": "Hott", "x": 1}""";

    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());
    private static readonly byte[] Body = Encoding.UTF8.GetBytes($"{{\"leads\": [{string.Join(',', Enumerable.Repeat(Lead, 20_000))}]}}");

    [Fact]
    public async Task Others_get_their_turn_while_a_bulk_is_read_that_takes_long()
    {
        var slow = ReadAsync(TimeSpan.FromMilliseconds(8), TestContext.Current.CancellationToken);
        Assert.False(slow.IsCompleted);
        Assert.Equal(20_000, await slow);

        var quick = ReadAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.True(quick.IsCompleted);
        Assert.Equal(20_000, await quick);
    }

    [Fact]
    public async Task Reading_ends_between_two_leads_when_the_request_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var reader = CreateReader();
        var clock = new SteppingClock(
            TimeSpan.FromMilliseconds(8),
            afterStep: _ =>
            {
                if (reader.LeadCount > 0)
                    cancellation.Cancel();
            }
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(reader, clock, cancellation.Token, new ArrivedBody(Body)));

        // What is read in one turn.
        Assert.InRange(reader.LeadCount, 1, 64 * 1024 / Lead.Length);
    }

    [Fact]
    public async Task A_lead_that_is_longer_than_a_slice_is_read_once_it_has_arrived()
    {
        var body = Encoding.UTF8.GetBytes($"{{\"leads\": [{{\"leadNote\": \"{new string('x', 3_000_000)}\"}}, {{}}]}}");
        var reader = CreateReader();
        await ReadAsync(
            reader,
            new SteppingClock(TimeSpan.FromMilliseconds(8)),
            TestContext.Current.CancellationToken,
            new MemoryStream(body)
        );
        Assert.Equal(2, reader.Bulk!.TotalRecords);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(200_000, null)]
    [InlineData(200_000, "no lead }")]
    [Promise("10.6")]
    public async Task Buffers_are_returned_without_a_trace_of_the_body(int length, string? end)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"leads\": [{{\"leadNote\": \"{new string('x', length)}\"}}]}}{end}");
        var pool = new RecordingPool();
        using var admission = new AdmissionControl(RunningServer.Settings("sqlite:x"), TimeProvider.System);
        using var lease = admission.CreateLease("a");
        await BulkBodyReader.ReadAsync(
            new MemoryStream(body),
            CreateReader(),
            null,
            body.Length,
            lease,
            TestContext.Current.CancellationToken,
            pool
        );
        Assert.NotEmpty(pool.Returned);
        Assert.Equal(pool.Rented, pool.Returned.Count);
        Assert.All(pool.Returned, buffer => Assert.DoesNotContain(buffer, b => b != 0));
    }

    private static Task<int> ReadAsync(TimeSpan step, CancellationToken cancellation) =>
        ReadAsync(CreateReader(), new SteppingClock(step), cancellation);

    private static async Task<int> ReadAsync(JsonBulkReader reader, TimeProvider clock, CancellationToken cancellation, Stream? body = null)
    {
        using var admission = new AdmissionControl(RunningServer.Settings("sqlite:x"), clock);
        using var lease = admission.CreateLease("a");
        Assert.Null(await BulkBodyReader.ReadAsync(body ?? new MemoryStream(Body), reader, null, Body.Length * 8L, lease, cancellation));
        return reader.Bulk!.TotalRecords;
    }

    private static JsonBulkReader CreateReader() =>
        new(
            new BulkLeads(
                new LeadValidator(Catalog, new LeadRules("JTC", TimeZoneInfo.Utc, 100), TimeProvider.System.GetUtcNow()),
                new BulkLimits(100_000, int.MaxValue)
            )
        );

    /// <summary>A clock that goes on by a step whenever it is read.</summary>
    private sealed class SteppingClock(TimeSpan step, Action<long>? afterStep = null) : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            afterStep?.Invoke(_now);
            return _now += step.Ticks;
        }
    }

    /// <summary>A body that has arrived whole, so that reading it waits for nothing that could be cancelled.</summary>
    private sealed class ArrivedBody(byte[] bytes) : ReadOnlyStream
    {
        private readonly MemoryStream _bytes = new(bytes);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(_bytes.Read(buffer.Span));
    }

    private sealed class RecordingPool : ArrayPool<byte>
    {
        public int Rented { get; private set; }

        /// <summary>The buffers as they were returned.</summary>
        public List<byte[]> Returned { get; } = [];

        public override byte[] Rent(int minimumLength)
        {
            Rented++;
            return new byte[minimumLength];
        }

        public override void Return(byte[] array, bool clearArray = false) => Returned.Add(clearArray ? [] : [.. array]);
    }
}
