using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Search;
using Leadgate.Storage.Tests.Support;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresLeadIndexTests : LeadIndexTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    /// <summary>Every search reads that part of the index to its end; the server's default is 4 MB.</summary>
    [Fact]
    public async Task Part_of_the_index_that_is_not_merged_is_kept_small_also_in_a_store_from_before()
    {
        await using var database = CreateDatabase();
        var (first, second) = (await database.OpenAsync(), await database.OpenAsync());
        foreach (var store in (ILeadStore[])[first, second])
        {
            await store.Follower.FollowNextAsync(1, TestData.SearchContext, TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.Equal(["gin_pending_list_limit=1024"], await database.RowsAsync(FindSettings));
        }
    }

    /// <summary>It only makes searches faster, and must not stop the follower.</summary>
    [Fact]
    public async Task Follower_goes_on_when_the_index_is_in_use_or_is_not_its_own()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(new NewBulk(TestData.Checked([TestData.Lead()]), "shop", null), Token);
        await using var reader = new NpgsqlConnection(database.ConnectionString);
        await reader.OpenAsync(Token);
        await using var transaction = await reader.BeginTransactionAsync(Token);
        await using (var read = new NpgsqlCommand("select count(*) from lead_index where terms @> '{1}'", reader, transaction))
            await read.ExecuteScalarAsync(Token);
        Assert.False((await FollowAsync(store)).IsIdle);
        await transaction.RollbackAsync(Token);
        Assert.Empty(await database.RowsAsync(FindSettings));

        var login = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "service", Password = "service" };
        login.Username += $"_{login.Database}";
        await database.RowsAsync(
            $"""
            create role {login.Username} login password 'service';
            grant usage, create on schema public to {login.Username};
            grant select, insert, update, delete on all tables in schema public to {login.Username};
            grant usage on all sequences in schema public to {login.Username}
            """
        );
        await using (ILeadStore service = new LeadStore(PostgresEngine.Open(login.ToString(), database.Time)))
        {
            await store.AppendAsync(new NewBulk(TestData.Checked([TestData.Lead()]), "shop", null), Token);
            database.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.False((await FollowAsync(service)).IsIdle);
        }

        Assert.Empty(await database.RowsAsync(FindSettings));
        await database.RowsAsync($"drop owned by {login.Username}; drop role {login.Username}");

        static Task<FollowedPortion> FollowAsync(ILeadStore store) =>
            store.Follower.FollowNextAsync(10, TestData.SearchContext, TimeProvider.System, Token);
    }

    private const string FindSettings = "select unnest(reloptions) from pg_class where relname = 'lead_index_terms'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
