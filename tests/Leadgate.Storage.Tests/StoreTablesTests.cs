using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Privacy;
using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>The catalogue of tables is complete and true on every engine, so that a new table cannot be forgotten.</summary>
public abstract class StoreTablesTests
{
    protected abstract StorePlace NewPlace();

    /// <summary>The tables of this engine, by name.</summary>
    protected abstract string TablesSql { get; }

    private protected abstract bool Has(StoreTable table);

    /// <summary>The columns of a table.</summary>
    protected abstract string ColumnsSql(string table);

    /// <summary>The columns of a table that can hold any text.</summary>
    protected abstract string TextColumnsSql(string table);

    [Fact]
    public async Task Every_table_of_the_schema_is_in_the_catalogue_and_no_other()
    {
        await using var place = NewPlace();
        await place.OpenAsync();
        Assert.Equal(
            StoreTables.All.Where(Has).Select(table => table.Name).Order(StringComparer.Ordinal),
            await place.RowsAsync(TablesSql)
        );
    }

    [Fact]
    public async Task Every_column_that_the_catalogue_names_exists()
    {
        await using var place = NewPlace();
        await place.OpenAsync();
        foreach (var table in StoreTables.All.Where(Has))
        {
            List<string> named = [.. table.DataSubjectColumns];
            if (table.Distribution is TableDistribution.ByColumn { Column: var column })
                named.Add(column);
            if (table.Migration == TableMigration.ByBulk)
                named.Add(table.BulkColumn);
            Assert.Subset((await place.RowsAsync(ColumnsSql(table.Name))).ToHashSet(), named.ToHashSet());
        }
    }

    [Fact]
    public async Task A_text_column_of_a_table_with_data_of_persons_is_erased_or_known_to_hold_none()
    {
        string[] harmless = ["company", "caller", "created_at", "erased_at", "lead_date"];
        await using var place = NewPlace();
        await place.OpenAsync();
        var columns = LeadColumns.Lead.Concat(LeadColumns.Vehicle).ToLookup(column => column.Name);
        foreach (var table in StoreTables.All.Where(table => table.PersonalData == PersonalData.DataSubjects))
        {
            Assert.NotEmpty(table.DataSubjectColumns);
            var forgotten = (await place.RowsAsync(TextColumnsSql(table.Name)))
                .Except(table.DataSubjectColumns)
                .Except(harmless)
                .Where(name => columns[name].All(column => column.Field.IsPersonal));
            Assert.Empty(forgotten);
        }
    }

    [Fact]
    public async Task The_sums_of_every_table_that_is_copied_can_be_taken()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk(Some.Lead(), Some.Lead(("priority", null))), TestContext.Current.CancellationToken);
        foreach (var table in StoreTables.All)
        {
            var isVerified = table.Migration is TableMigration.Replace or TableMigration.Append or TableMigration.ByBulk;
            Assert.Equal(isVerified, table.Sums is not null);
            if (isVerified)
                Assert.Single(await place.RowsAsync($"select {table.Sums} from {table.Name}"));
        }
    }

    [Fact]
    public void Tables_come_after_those_that_they_refer_to_and_are_colocated_with()
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
    public void Erasing_a_whole_person_empties_every_column_that_the_catalogue_names()
    {
        var erased = new LeadMatch(
            true,
            LeadFields.All,
            [new VehicleMatch(0, VehicleFields.All, JsonChange.Removed)],
            JsonChange.Removed,
            JsonChange.Removed
        );
        var json = Encoding.UTF8.GetBytes("{}");
        List<Statement> statements =
        [
            .. ErasureStatements.For(new ValidLeadErasure(1, 1, erased), default),
            .. ErasureStatements.For(new InvalidLeadErasure(1, 1, true, json, json, JsonChange.Removed), default),
        ];
        foreach (var table in StoreTables.All.Where(table => table.DataSubjectColumns.Count > 0 && table.Name != "idempotency_key"))
        {
            var update = Assert.Single(
                statements,
                statement => statement.Sql.StartsWith($"update {table.Name} ", StringComparison.Ordinal)
            );
            Assert.All(table.DataSubjectColumns, column => Assert.Matches($@"[ ,]{column} = (null|@{column})", update.Sql));
        }
    }
}
