using Leadgate.Storage.Tests.Support;

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
            Assert.Equal(
                ["gin_pending_list_limit=1024"],
                await database.RowsAsync("select unnest(reloptions) from pg_class where relname = 'lead_index_terms'")
            );
        }
    }
}
