using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Storage;
using Leadgate.Storage.Engines;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>When keys were last used is written once a minute, while requests with the same keys go on.</summary>
[Promise("10.1")]
public sealed class LastUseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Use_during_the_write_of_an_earlier_one_is_written_the_next_time()
    {
        var engine = new WritingEngine();
        await using var store = new LeadStore(engine);
        var cache = new ApiKeyCache(store);
        var key = new ApiKey
        {
            Id = 1,
            Name = "reem",
            Scopes = Scopes.None,
            Hint = "",
            Hash = new byte[32],
            CreatedAt = Now.UtcDateTime,
        };
        cache.RecordUse(key, Now);
        engine.DuringWrite = () => cache.RecordUse(key, Now.AddSeconds(1));
        await cache.WriteUsesAsync(TestContext.Current.CancellationToken);
        engine.DuringWrite = null;
        await cache.WriteUsesAsync(TestContext.Current.CancellationToken);
        await cache.WriteUsesAsync(TestContext.Current.CancellationToken);
        Assert.Equal([Now.UtcDateTime, Now.AddSeconds(1).UtcDateTime], engine.Written);
    }

    /// <summary>An engine that only writes.</summary>
    private sealed class WritingEngine : IStoreEngine
    {
        public Action? DuringWrite { get; set; }

        public List<DateTime> Written { get; } = [];

        public bool IdsFollowTime => true;

        public DateTime ReadClock() => throw new NotSupportedException();

        public Task ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation)
        {
            Written.AddRange(
                statements.SelectMany(statement => statement.Parameters).Select(value => value.Value.Value).OfType<DateTime>()
            );
            DuringWrite?.Invoke();
            return Task.CompletedTask;
        }

        public Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<T> WriteAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation) => throw new NotSupportedException();

        public Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RenewStatisticsAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task VacuumAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
