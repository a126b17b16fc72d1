using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresIdempotencyKeyTests : IdempotencyKeyTests
{
    /// <summary>So it is for a moment where the rows of a transaction are on several machines.</summary>
    [Fact]
    public async Task Key_whose_bulk_cannot_be_read_yet_is_in_use()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await database.RowsAsync(
            """
            insert into idempotency_key (caller, key, fingerprint, bulk_id, created_at)
            values ('tester', 'k', decode(repeat('01', 32), 'hex'), 42, now())
            """
        );
        Assert.IsType<AppendOutcome.KeyInUse>(await store.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.KeyInUse>(await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken));
    }

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
