using Leadgate.Domain.Audit;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_kept on audit_entry";

    [Fact]
    public async Task Times_follow_the_order_of_entries_also_when_transactions_began_in_another_order()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await using var engine = PostgresEngine.Open(database.Address["postgres:".Length..], database.Time);
        var (begun, canAppend) = (new TaskCompletionSource(), new TaskCompletionSource());
        var earlier = engine.WriteAsync(
            async (transaction, token) =>
            {
                begun.SetResult();
                await canAppend.Task;
                return await AuditStore.AppendAsync(transaction, new AuditEvent("second", "", ""), token);
            },
            TestContext.Current.CancellationToken
        );
        await begun.Task;
        database.Time.Advance(TimeSpan.FromSeconds(1));
        var first = await new AuditStore(engine).AppendAsync(new AuditEvent("first", "", ""), TestContext.Current.CancellationToken);
        canAppend.SetResult();
        var second = await earlier;
        Assert.Equal((first.Id + 1, first.At), (second.Id, second.At));
    }

    [Fact]
    public async Task Missing_counter_is_an_error()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await database.RowsAsync("delete from counter where name = 'audit'");
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.Audit.AppendAsync(new AuditEvent("one", "", ""), TestContext.Current.CancellationToken)
        );
        Assert.Contains("audit", e.Message, StringComparison.Ordinal);
    }

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    protected override Task TamperAsync(TestDatabase database, string sql) => ((PostgresTestDatabase)database).RowsAsync(sql);
}
