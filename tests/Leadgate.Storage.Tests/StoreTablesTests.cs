using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Storage.Corrections;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Imports;
using Leadgate.Storage.Privacy;
using Leadgate.Storage.Search;
using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>The catalog of tables is complete and correct on every engine, so that a new table cannot be forgotten.</summary>
public abstract class StoreTablesTests
{
    protected abstract TestDatabase CreateDatabase();

    /// <summary>The tables of this engine, by name.</summary>
    protected abstract string TablesSql { get; }

    /// <summary>Whether the tables of this engine can be distributed.</summary>
    protected virtual bool IsDistributed => true;

    private protected abstract bool Has(StoreTable table);

    /// <summary>The columns of a table.</summary>
    protected abstract string ColumnsSql(string table);

    /// <summary>The columns of a table that can hold any text.</summary>
    protected abstract string TextColumnsSql(string table);

    [Fact]
    public async Task Catalog_has_exactly_the_tables_of_the_schema()
    {
        await using var database = CreateDatabase();
        await database.OpenAsync();
        Assert.Equal(
            StoreTables.All.Where(Has).Select(table => table.Name).Order(StringComparer.Ordinal),
            await database.RowsAsync(TablesSql)
        );
    }

    [Fact]
    public async Task Every_column_that_the_catalog_names_exists()
    {
        await using var database = CreateDatabase();
        await database.OpenAsync();
        foreach (var table in StoreTables.All.Where(Has))
        {
            List<string> named = [.. table.DataSubjectColumns];
            if (IsDistributed && table.Distribution is TableDistribution.ByColumn { Column: var column })
                named.Add(column);
            if (table.Migration == TableMigration.ByBulk)
                named.Add(table.BulkColumn);
            Assert.Subset((await database.RowsAsync(ColumnsSql(table.Name))).ToHashSet(), named.ToHashSet());
        }
    }

    /// <summary>Somebody who adds a column with a text decides whether an erasure empties it or a search reports it.</summary>
    [Fact]
    public async Task Every_text_column_is_erased_or_searched_or_written_by_the_program_alone()
    {
        HashSet<string> written =
        [
            "counter.name",
            "lead_revision.through",
            "reference_list.name",
            "reference_list.built_in",
            "api_key.scopes",
            "api_key.hint",
            "api_key.preferences",
            "audit_entry.action",
            "lead_correction.status",
            "lead_correction.field",
            "lead_correction.owner",
            "lead_correction.owned_until",
            "import.status",
            "import.sha256",
            "import.owner",
            "import.owned_until",
            "import_bulk.left_over",
            "import_mapping.headers",
            "open_error.code",
            "request_log.method",
            "request_log.route",
            "request_log.problem",
            "request_log.trace_id",
            "staff_account.role",
            "staff_account.password_hash",
            "staff_account.totp_secret",
            "staff_recovery_code.account",
            "staff_recovery_code.code_hash",
            "staff_session.account",
            "staff_session.role",
            "data_protection_key.xml",
        ];
        await using var database = CreateDatabase();
        await database.OpenAsync();
        var forgotten = new List<string>();
        foreach (var table in StoreTables.All.Where(Has))
        {
            Assert.NotEqual(table.PersonalData == PersonalData.DataSubjects, table.DataSubjectColumns.Count == 0);
            forgotten.AddRange(
                (await database.RowsAsync(TextColumnsSql(table.Name)))
                    .Except([.. table.DataSubjectColumns, .. table.OtherTextColumns])
                    .Where(name => !name.EndsWith("_at", StringComparison.Ordinal) && name is not ("at" or "hour" or "lead_date"))
                    .Select(name => $"{table.Name}.{name}")
            );
        }

        Assert.Subset(written, forgotten.ToHashSet());
    }

    [Fact]
    public async Task Sums_of_every_copied_table_can_be_read()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        foreach (var table in StoreTables.All)
        {
            var isVerified = table.Migration is TableMigration.Replace or TableMigration.Append or TableMigration.ByBulk;
            Assert.Equal(isVerified, table.Sums is not null);
            if (isVerified)
                Assert.Single(await database.RowsAsync($"select {table.Sums} from {table.Name}"));
        }
    }

    [Fact]
    public void Owner_of_every_table_is_a_folder_of_the_project() =>
        Assert.All(StoreTables.All, table => Assert.True(Directory.Exists(Repository.Path("src", "Leadgate.Storage", table.Owner))));

    [Fact]
    public void Tables_come_after_those_that_they_are_colocated_with()
    {
        var before = new HashSet<string>();
        foreach (var table in StoreTables.All)
        {
            if (table.Distribution is TableDistribution.ByColumn { ColocatedWith: { } other })
                Assert.Contains(other, before);
            Assert.True(before.Add(table.Name));
        }
    }

    [Fact]
    public void Page_about_scaling_says_where_Citus_has_every_table()
    {
        var rows = Repository
            .Read("docs", "scale.md")
            .Split('\n')
            .SkipWhile(line => line != "| tables | location |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .SelectMany(cells => cells[0].Split(", ").Select(table => (Table: table.Trim('`'), Location: cells[1])))
            .OrderBy(row => row.Table, StringComparer.Ordinal);
        Assert.Equal(
            StoreTables.All.Select(table => (table.Name, LocationOf(table.Distribution))).OrderBy(row => row.Name, StringComparer.Ordinal),
            rows.Select(row => (row.Table, row.Location.Split([',', ';'])[0]))
        );

        static string LocationOf(TableDistribution distribution) =>
            distribution switch
            {
                TableDistribution.Reference => "complete on every machine",
                TableDistribution.Coordinator => "on the coordinator",
                TableDistribution.ByColumn { Column: "key" } => "distributed by the idempotency key",
                _ => "distributed by the bulk's id",
            };
    }

    [Fact]
    public void Erasing_a_data_subject_empties_every_column_that_the_catalog_names()
    {
        var erased = new LeadMatch(
            true,
            true,
            LeadFields.All,
            [new VehicleMatch(0, VehicleFields.All, JsonChange.Removed)],
            JsonChange.Removed,
            JsonChange.Removed,
            []
        );
        var json = Encoding.UTF8.GetBytes("{}");
        List<Statement> statements =
        [
            .. ErasureStatements.For(
                new ValidLeadErasure(1, 1, erased) { Revisions = [new RevisionErasure(2, json, IsWhole: true)] },
                default
            ),
            .. ErasureStatements.For(new InvalidLeadErasure(1, 1, true, true, json, json, JsonChange.Removed), default),
            BulkCorrectionStore.CreateErasure(1),
            ImportStore.CreateErasure(1, "{}"),
            ImportMappingStore.CreateErasure(new ImportMapping("a", "b", "{}", true, default), "{}"),
            ImportEditStore.CreateErasure(1),
            ImportFileStore.CreateErasure(1, 0),
        ];
        statements.AddRange(ChangedLeads.DeleteDerived(PostgresLeadIndex.Instance, 1, 1));
        foreach (var table in StoreTables.All.Where(table => table.DataSubjectColumns.Count > 0 && table.Name != "idempotency_key"))
        {
            if (table.Owner == "Search" || table.Name is "import_portion" or "import_edit")
            {
                Assert.Single(statements, one => one.Sql.StartsWith($"delete from {table.Name} where ", StringComparison.Ordinal));
                continue;
            }

            var update = Assert.Single(
                statements,
                statement => statement.Sql.StartsWith($"update {table.Name} ", StringComparison.Ordinal)
            );
            Assert.All(table.DataSubjectColumns, column => Assert.Matches($@"[ ,]{column} = (null|@{column})", update.Sql));
        }
    }
}
