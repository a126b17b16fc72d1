using System.Globalization;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;
using Leadgate.Storage.Upgrades;

namespace Leadgate.Storage.Tests;

/// <summary>
/// A store of every schema that there has been opens in this program with all that it holds. What is in them comes from a store of schema
/// 19 that a program filled (<c>Data/fill-store.sh</c>); a store of an earlier schema has those of its tables and columns that it knows.
/// </summary>
public abstract class EarlierSchemaTests
{
    /// <summary>The tables whose rows change when a store is opened, or that a new service fills by itself.</summary>
    private static readonly string[] Left = ["schema_version", "counter", "search_pending", "lead_index", "request_log", "request_hour"];

    /// <summary>The schema of the store that the rows come from.</summary>
    protected const int Filled = 19;

    public static TheoryData<int> Schemas => [.. SchemaSteps.All.Select(step => step.Number).Where(number => number <= Filled)];

    /// <summary>The tables that are copied, each after those that it refers to.</summary>
    protected static IEnumerable<string> Copied => StoreTables.All.Select(table => table.Name).Except(Left);

    /// <summary>Creates a store of a schema, with what the filled store has for it.</summary>
    /// <returns>The tables that it has, with the columns that were filled.</returns>
    private protected abstract Task<EarlierStore> CreateAsync(int schema);

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_store_of_each_schema_reads_the_same_in_this_program(int schema)
    {
        await using var filled = await CreateAsync(Filled);
        await using var earlier = await CreateAsync(schema);
        var before = await ReadRowsAsync(earlier);
        Assert.NotEmpty(before);
        var steps = new List<int>();
        await using (
            var store = earlier.Address.Open(
                earlier.Database.Time,
                new StoreOptions { ReportStep = progress => steps.Add(progress.Step.Number) }
            )
        )
        {
            await using var reference = filled.Address.Open(filled.Database.Time);
            var (expected, actual) = (await DescribeAsync(reference, schema), await DescribeAsync(store, schema));
            Assert.True(expected.Count > 40, "The filled store has too little in it.");
            Assert.Equal(expected, actual);
            var added = await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
            Assert.True(Assert.IsType<AppendOutcome.Stored>(added).Bulk.Id > 8);
        }

        Assert.Equal(SchemaSteps.After(schema).Select(step => step.Number), steps);
        var after = await ReadRowsAsync(earlier);
        Assert.Subset(after.ToHashSet(), before.ToHashSet());
    }

    /// <summary>What the store says through its own members, as far as a schema can hold it.</summary>
    private static async Task<List<string>> DescribeAsync(ILeadStore store, int schema)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var catalog = await store.Lists.ReadAsync(cancellation);
        List<string> lines = [$"lists {ReferenceLists.All.Sum(list => catalog[list].Active.Count)}"];
        foreach (var lead in (await store.FindLeadsAsync(new LeadQuery { Limit = 100 }, catalog, cancellation)).OrderBy(lead => lead.Id))
        {
            lines.Add(Invariant($"lead {lead.Origin.BulkId} {lead.Id} {lead.Origin.CreatedBy} {lead.Origin.CreatedAt:O}"));
            lines.Add(lead.Valid is { } valid ? DescribeFields(valid) : Encoding.UTF8.GetString(lead.Sent.Span));
            lines.AddRange(
                lead.ReadErrors(catalog)
                    .Concat(lead.ReadWarnings(catalog))
                    .SelectMany(issue =>
                        (string[])
                            [
                                $"{issue.Path} {issue.Code.Word}",
                                IssueMessages.Format(issue, arabic: false),
                                IssueMessages.Format(issue, arabic: true),
                            ]
                    )
            );
            lines.Add(string.Join(' ', lead.VehicleIds));
            if (schema >= 6)
                lines.Add(Invariant($"erased {lead.IsErased}"));
            if (schema >= 14)
            {
                var revisions = await store.Revisions.ReadAsync(lead.Origin.BulkId, lead.Id, cancellation);
                lines.Add(Invariant($"version {lead.Version} with {revisions.Count} revisions"));
            }
        }

        if (schema >= 2)
        {
            lines.AddRange(
                (await store.Keys.ReadAsync(cancellation)).Select(key =>
                    Invariant($"key {key.Id} {key.Name} {key.Scopes} {Convert.ToHexString(key.Hash.Span)} {key.RevokedAt:O}")
                    + (schema >= 5 ? Invariant($" {key.RequestsPerMinute} {key.LeadsPerMinute}") : "")
                    + (schema >= 10 ? $" {key.Preferences}" : "")
                )
            );
        }

        if (schema >= 3)
        {
            var verification = new AuditVerification();
            foreach (var entry in await store.Audit.ReadAsync(0, 1000, cancellation))
            {
                verification.Add(entry);
                lines.Add(Invariant($"audit {entry.Id} {entry.Event.Action} {Convert.ToHexString(entry.Hash.Span)}"));
            }

            lines.AddRange(verification.Complete(await store.Audit.ReadLastIdAsync(cancellation)));
        }

        if (schema >= 4)
        {
            lines.AddRange(
                (await store.Staff.ReadAccountsAsync(cancellation)).Select(account =>
                    $"account {account.Name} {account.Role} {account.PasswordHash}"
                    + (schema >= 13 ? Invariant($" {account.TotpSecret} {account.TotpEnabledAt:O}") : "")
                )
            );
        }

        return lines;
    }

    private static string DescribeFields(Lead lead) =>
        string.Join(
            ' ',
            LeadFields.All.Select(field => $"{field.Name}={lead[field].Item?.Label ?? Encoding.UTF8.GetString(lead[field].Utf8.Span)}")
        );

    private static async Task<List<string>> ReadRowsAsync(EarlierStore store)
    {
        var rows = new List<string>();
        foreach (var (table, columns) in store.Tables)
            rows.AddRange((await store.Database.RowsAsync($"select {columns} from {store.Prefix}{table}")).Select(row => $"{table}|{row}"));
        return rows;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A store of an earlier schema that was not opened yet.</summary>
    /// <param name="Address">Where it is.</param>
    /// <param name="Prefix">What names its tables in SQL.</param>
    /// <param name="Tables">Its tables with the columns that were filled.</param>
    private protected sealed record EarlierStore(
        TestDatabase Database,
        StoreAddress Address,
        string Prefix,
        IReadOnlyDictionary<string, string> Tables
    ) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
