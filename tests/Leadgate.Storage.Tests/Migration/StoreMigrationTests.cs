using System.Text.Json.Nodes;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Lists;
using Leadgate.Storage.Migration;
using Leadgate.Storage.Tests.Postgres;
using Leadgate.Storage.Tests.Sqlite;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Migration;

/// <summary>Copying a whole store from SQLite to PostgreSQL.</summary>
public sealed class StoreMigrationTests
{
    [Fact]
    public async Task Every_bulk_lead_vehicle_key_and_list_is_copied_with_its_id_and_new_bulks_follow()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        var source = await FillAsync(from);
        var expected = await AllAsync(source);
        var account = new StaffAccount
        {
            Name = "reem",
            Role = StaffRole.Admin,
            PasswordHash = "hash",
            CreatedAt = TestData.Now.UtcDateTime,
            PasswordSetAt = TestData.Now.UtcDateTime,
        };
        await source.Staff.AddAccountAsync(account, AuditEvent.FromCommand("test"), TestContext.Current.CancellationToken);
        await to.OpenAsync();
        await to.CloseAsync();

        Assert.True(await MigrateAsync(from, to));
        var target = await to.OpenAsync();
        Assert.Equal(expected, await AllAsync(target));
        Assert.Equal([account], await target.Staff.ReadAccountsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            await source.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken),
            await target.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken)
        );
        var next = (await target.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)).Bulk();
        var lead = Assert.Single(await target.ReadLeadsAsync(next.Id, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(
            expected,
            old => old.StartsWith($"{next.Id}|", StringComparison.Ordinal) || old.Contains($"|{lead.Id}|", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_the_lists_got_from_the_built_in_lists_arrives_too()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        var source = await from.OpenAsync();
        var version = await source.Lists.ReadVersionAsync(TestContext.Current.CancellationToken);
        var builtIn = new BuiltInListsCopy(7, BuiltInLists.ReadInitial());
        Assert.True(await source.Lists.TryUpdateAsync(version, BuiltInLists.Read(), builtIn, [], TestContext.Current.CancellationToken));
        await to.OpenAsync();
        await to.CloseAsync();
        Assert.True(await MigrateAsync(from, to));
        var arrived = await (await to.OpenAsync()).Lists.ReadBuiltInAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7, arrived.Version);
        Assert.All(
            ReferenceLists.All,
            list => Assert.Equal(ListFileFormat.Write(list, builtIn.Lists[list]), ListFileFormat.Write(list, arrived.Lists[list]))
        );
    }

    [Fact]
    public async Task Second_run_copies_what_is_new_and_nothing_twice()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        var source = await FillAsync(from);
        await to.OpenAsync();
        await to.CloseAsync();
        Assert.True(await MigrateAsync(from, to));
        await source.AppendAsync(TestData.Bulk(TestData.Lead(), 42), TestContext.Current.CancellationToken);
        Assert.True(await MigrateAsync(from, to));
        Assert.True(await MigrateAsync(from, to));
        Assert.Equal(await AllAsync(source), await AllAsync(await to.OpenAsync()));
    }

    [Fact]
    public async Task Row_that_is_missing_from_the_copy_is_noticed()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        await FillAsync(from);
        await to.OpenAsync();
        await to.CloseAsync();
        Assert.True(await MigrateAsync(from, to));
        await to.RowsAsync("delete from vehicle where id = (select max(id) from vehicle)");
        Assert.False(await MigrateAsync(from, to));
    }

    [Fact]
    public async Task Second_run_replaces_rows_that_others_refer_to()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        await from.OpenAsync();
        await from.RowsAsync(
            """
            insert into api_key (id, name, scopes, hint, hash, created_at)
            values (1, 'reem', 'lists:write', 'h', x'01', '2026-01-01')
            """
        );
        await from.RowsAsync(
            """
            insert into staff_account (name, role, password_hash, created_at, password_set_at)
            values ('reem', 'admin', 'hash', '2026-01-01', '2026-01-01')
            """
        );
        await to.OpenAsync();
        await to.CloseAsync();
        await to.RowsAsync("alter table api_key add unique (name)");
        await to.RowsAsync("alter table staff_account add foreign key (name) references api_key (name)");
        Assert.True(await MigrateAsync(from, to));
        Assert.True(await MigrateAsync(from, to));
        Assert.Equal(["reem|reem"], await to.RowsAsync("select a.name, k.name from staff_account a join api_key k on k.name = a.name"));
    }

    [Fact]
    public async Task Every_counter_continues_where_it_was()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        await from.OpenAsync();
        await from.RowsAsync("update counter set value = 70 + length(name) where name not in ('bulk', 'lead', 'vehicle')");
        await to.OpenAsync();
        await to.CloseAsync();
        Assert.True(await MigrateAsync(from, to));
        var own = string.Join(", ", Counters.NotMigrated.Select(name => $"'{name}'"));
        var sql = $"select name, value from counter where name not in ({own}) order by name";
        Assert.NotEmpty(await from.RowsAsync(sql));
        Assert.Equal(await from.RowsAsync(sql), await to.RowsAsync(sql));
    }

    [Fact]
    public async Task Target_with_other_leads_is_rejected_and_unchanged()
    {
        await using var from = new SqliteTestDatabase();
        await using var to = new PostgresTestDatabase();
        await FillAsync(from);
        var target = await to.OpenAsync();
        await target.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(), TestData.Lead()), TestContext.Current.CancellationToken);
        var (before, version) = (await AllAsync(target), await target.Lists.ReadVersionAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StoreSetupException>(() => MigrateAsync(from, to));
        Assert.Equal(before, await AllAsync(target));
        Assert.Equal(version, await target.Lists.ReadVersionAsync(TestContext.Current.CancellationToken));
    }

    private static Task<bool> MigrateAsync(SqliteTestDatabase from, PostgresTestDatabase to) =>
        new StoreCopy(
            StoreAddress.Parse("sqlite:" + from.File),
            StoreAddress.Parse(to.Address),
            line => TestContext.Current.TestOutputHelper!.WriteLine(line)
        ).RunAsync(TestContext.Current.CancellationToken);

    private static async Task<ILeadStore> FillAsync(SqliteTestDatabase database)
    {
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken);
        await store.AppendAsync(
            TestData.Bulk(
                TestData.Lead(
                    ("leadNote", "ملاحظة 😀\nسطر"),
                    ("dateOfBirth", "1901-02-03"),
                    ("unknownThing", new JsonObject { ["b"] = 1, ["a"] = "x" })
                ),
                TestData.Lead(("customerCountry", "Brazil"), ("customerRegion", "Bahia"), ("customerCity", "Salvador")),
                TestData.Lead(
                    ("priority", null),
                    ("vehicles", new JsonArray(new JsonObject { ["totalQty"] = 2 }, new JsonObject { ["totalQty"] = 0 }))
                ),
                "text",
                42,
                null
            ),
            TestContext.Current.CancellationToken
        );
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("vehicles", null))), TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>Everything that can be read of every lead, newest first.</summary>
    private static async Task<IReadOnlyList<string>> AllAsync(ILeadStore store)
    {
        var leads = await store.FindLeadsAsync(new LeadQuery { Limit = 1000 }, TestData.Catalog, TestContext.Current.CancellationToken);
        return
        [
            .. leads.Select(lead =>
                $"{lead.Origin.BulkId}|{lead.Id}|{lead.Origin.CreatedAt:O}|{lead.Origin.CreatedBy}|{string.Join(',', lead.VehicleIds)}|"
                + $"{Convert.ToHexString(lead.Sent.Span)}|{TestData.Json(lead)}"
            ),
        ];
    }
}
