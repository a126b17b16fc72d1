using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Wire;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>Errors that schema 10 stored as they were answered get the form of today while the service runs, on every engine.</summary>
public abstract class IssueConversionTests
{
    protected abstract TestDatabase CreateDatabase();

    private const string ErasedNote = "Zaynab";

    [Fact]
    public async Task Converted_issues_say_the_same_and_only_what_is_not_said_today_is_kept_as_it_was_said()
    {
        await using var database = CreateDatabase();
        var store = await StoreAnsweredAsync(
            database,
            TestData.Lead(("priority", "Tepid"), ("email", "nobody"), ("colour", "red")),
            TestData.Lead(("priority", "Tepid"), ("email", "nobody"), ("leadName", null)),
            TestData.Lead(("fristName", "x"), ("vehicles", new JsonArray(new JsonObject { ["colour"] = "red" }))),
            TestData.Lead(("customerCountry", "Brazil"), ("customerRegion", "Bahia"), ("customerCity", "Salvador"))
        );
        var before = await ReadAsync(store);
        Assert.All(before, lead => Assert.Contains("errorMessage", lead.Stored, StringComparison.Ordinal));

        await ConvertAsync(store);
        var after = await ReadAsync(store);
        Assert.Equal(before.Select(lead => lead.Said), after.Select(lead => lead.Said));
        Assert.All(after, lead => Assert.StartsWith("[1,", lead.Stored, StringComparison.Ordinal));
        Assert.Equal([true, true, false, false], after.Select(lead => lead.Stored.Contains("said", StringComparison.Ordinal)));
        Assert.All(after, lead => Assert.DoesNotContain("\"nobody\"", lead.Stored, StringComparison.Ordinal));
        Assert.False(await store.IssueConversion.IsNeededAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Conversion_continues_where_it_was_interrupted_and_converts_in_small_transactions()
    {
        await using var database = CreateDatabase();
        var store = await StoreAnsweredAsync(database, [.. Enumerable.Repeat(TestData.Lead(("priority", "Tepid")), 250)]);
        var counts = new List<int>();
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            store.IssueConversion.ConvertNextAsync(
                Check,
                count =>
                {
                    counts.Add(count);
                    throw new OperationCanceledException();
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(await store.IssueConversion.IsNeededAsync(TestContext.Current.CancellationToken));
        counts.AddRange(await ConvertAsync(store));
        Assert.Equal([100, 100, 50, 0], counts);
        Assert.All(await ReadAsync(store), lead => Assert.StartsWith("[1,", lead.Stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lead_that_is_erased_while_it_is_converted_stays_erased()
    {
        await using var database = CreateDatabase();
        var store = await StoreAnsweredAsync(database, TestData.Lead(("priority", ErasedNote)));
        await ConvertAsync(
            store,
            (sent, at) =>
            {
                EraseAsync(store).GetAwaiter().GetResult();
                return Check(sent, at);
            }
        );
        var lead = Assert.Single(await ReadAsync(store));
        Assert.Equal("""[1,["not-in-list","priority",{"erased":true}]]""", lead.Stored);
        Assert.DoesNotContain(ErasedNote, (await database.RowsAsync("select sent from lead_with_errors"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulks_of_today_are_not_touched()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", "Tepid"))), TestContext.Current.CancellationToken);
        Assert.False(await store.IssueConversion.IsNeededAsync(TestContext.Current.CancellationToken));
        Assert.False(await store.IssueConversion.ConvertNextAsync(Check, _ => Task.CompletedTask, TestContext.Current.CancellationToken));
    }

    private static Lead Check(ReadOnlyMemory<byte> sent, DateTime createdAt) => TestData.Validate(sent);

    /// <summary>A store with a bulk whose issues are stored as they were answered, as schema 10 did.</summary>
    private static async Task<ILeadStore> StoreAnsweredAsync(TestDatabase database, params JsonObject[] leads)
    {
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(leads), TestContext.Current.CancellationToken);
        var stored = await store.ReadLeadsAsync(1, 0, 1000, TestData.Catalog, TestContext.Current.CancellationToken);
        foreach (
            var answered in stored.GroupBy(lead =>
                (Errors: Answer(lead.ReadErrors(TestData.Catalog)), Warnings: Answer(lead.ReadWarnings(TestData.Catalog)))
            )
        )
        {
            var where = $"where id in ({string.Join(", ", answered.Select(lead => lead.Id))})";
            var errors = answered.Key.Errors.Replace("غير موجودة في القائمة LEAD_PRIORITY", "غير معروفة", StringComparison.Ordinal);
            if (errors != "null")
                await database.RowsAsync($"update lead_with_errors set errors = {errors}, warnings = {answered.Key.Warnings} {where}");
            else
                await database.RowsAsync($"update lead set warnings = {answered.Key.Warnings} {where}");
        }

        await database.RowsAsync("update counter set value = 1 where name = 'issues_as_answered'");
        return store;
    }

    private static async Task<List<int>> ConvertAsync(ILeadStore store, Func<ReadOnlyMemory<byte>, DateTime, Lead>? check = null)
    {
        var counts = new List<int>();
        var more = true;
        while (more)
        {
            more = await store.IssueConversion.ConvertNextAsync(
                check ?? Check,
                count =>
                {
                    counts.Add(count);
                    return Task.CompletedTask;
                },
                TestContext.Current.CancellationToken
            );
        }

        return counts;
    }

    private static Task<bool> EraseAsync(ILeadStore store) =>
        store.Privacy.EraseAsync(
            [
                new InvalidLeadErasure(
                    1,
                    1,
                    true,
                    true,
                    Erasure.ErasedLead,
                    """[1,["not-in-list","priority",{"erased":true}]]"""u8.ToArray(),
                    default
                ),
            ],
            [],
            AuditEvent.FromCommand(AuditActions.PersonErase),
            CancellationToken.None
        );

    private static async Task<List<(string Stored, string Said)>> ReadAsync(ILeadStore store) =>
        [
            .. (await store.ReadLeadsAsync(1, 0, 1000, TestData.Catalog, TestContext.Current.CancellationToken)).Select(lead =>
                (
                    Encoding.UTF8.GetString(lead.StoredErrors.Span) + Encoding.UTF8.GetString(lead.StoredWarnings.Span),
                    Answer(lead.ReadErrors(TestData.Catalog)) + Answer(lead.ReadWarnings(TestData.Catalog))
                )
            ),
        ];

    /// <summary>The issues as they are answered, as a text of SQL.</summary>
    private static string Answer(IReadOnlyList<Issue> issues)
    {
        if (issues.Count == 0)
            return "null";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, WireJson.WriterOptions))
            IssueJsonWriter.Write(json, issues);
        var answered = Encoding.UTF8.GetString(stream.ToArray());
        return $"'{answered.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
