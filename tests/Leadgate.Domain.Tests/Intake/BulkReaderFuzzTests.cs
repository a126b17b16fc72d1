using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>
/// Mutated and random bodies against <see cref="BulkOracle"/>. <c>LEADGATE_FUZZ_RUNS</c> says how many, <c>LEADGATE_FUZZ_SEED</c> where
/// to begin; each run has a seed of its own, so that one that fails can be run alone.
/// </summary>
[Promise("5.4"), Promise("6.3"), Promise("6.4"), Promise("7.3")]
public sealed class BulkReaderFuzzTests
{
    private const int DefaultRuns = 120_000;
    private const int DefaultSeed = 20_260_301;
    private static readonly BulkLimits Limits = new(5, 1_000_000);
    private static readonly ListCatalog Catalog = ListCatalog.Build(FewItems());

    [Fact]
    public void No_body_breaks_the_reader_and_what_comes_of_each_is_right()
    {
        var (runs, first) = (Setting("LEADGATE_FUZZ_RUNS", DefaultRuns), Setting("LEADGATE_FUZZ_SEED", DefaultSeed));
        var failures = new ConcurrentQueue<(int Seed, string Problem)>();
        var (taken, refused) = (0, 0);
        Parallel.For(
            0,
            runs,
            (run, loop) =>
            {
                var seed = unchecked(first + run);
                try
                {
                    if (Run(seed))
                        Interlocked.Increment(ref taken);
                    else
                        Interlocked.Increment(ref refused);
                }
                catch (Exception e)
                {
                    failures.Enqueue((seed, e.ToString()));
                    loop.Stop();
                }
            }
        );

        if (failures.TryDequeue(out var failure))
        {
            var body = Convert.ToBase64String(FuzzBodies.Make(new Random(failure.Seed)));
            Assert.Fail($"LEADGATE_FUZZ_RUNS=1 LEADGATE_FUZZ_SEED={failure.Seed} fails. The body in base64: {body}\n{failure.Problem}");
        }

        // Bodies that are all wrong, or all right, would try only half of the reader.
        if (runs >= 1_000)
            Assert.All([taken, refused], share => Assert.InRange(share, runs / 8, runs));
    }

    /// <summary>One body, whole and in pieces. True when it was taken.</summary>
    private static bool Run(int seed)
    {
        var random = new Random(seed);
        var body = FuzzBodies.Make(random);
        var expected = BulkOracle.Of(body, Limits.MaxLeads);
        var checker = Some.Checker(Catalog);
        var reader = Some.Read(body, [], Limits, checker);
        AssertRight(expected, reader);

        var cuts = FuzzBodies.Cuts(random, body.Length);
        var inPieces = Some.Read(body, cuts, Limits, checker);
        var (whole, pieces) = (BulkReaderPiecesTests.Outcome(reader), BulkReaderPiecesTests.Outcome(inPieces));
        Assert.True(whole == pieces, $"Cut at {string.Join(", ", cuts)} it comes to:\n{pieces}\ninstead of:\n{whole}");
        return reader.Refusal is null;
    }

    private static void AssertRight(BulkOracle expected, BulkReader reader)
    {
        Assert.True(reader.Refusal is null != reader.Bulk is null, "There must be either a bulk or a refusal.");
        if (!expected.IsJson)
        {
            // What is wrong with the bulk may stand before what is wrong with the JSON.
            Assert.NotNull(reader.Refusal);
            return;
        }

        Assert.Equal(expected.Refusal, reader.Refusal);
        Assert.NotSame(ProblemType.NotJson, reader.Refusal?.Type);
        if (reader.Bulk is not { } bulk)
            return;
        Assert.Equal(expected.Leads.Count, bulk.Leads.Count);
        Assert.Equal(bulk.Leads.Count(lead => lead.Errors.Count > 0), bulk.ErrorRecords);
        for (var i = 0; i < bulk.Leads.Count; i++)
            AssertRight(i, expected.Leads[i], bulk.Leads[i]);
    }

    private static void AssertRight(int index, byte[] sent, Lead lead)
    {
        Assert.Equal(index, lead.Index);
        Assert.True(lead.Sent.Span.SequenceEqual(lead.IsError ? sent : []), "A lead with errors is kept as it was sent, and no other.");
        if (sent[0] != (byte)'{')
            Assert.Same(IssueCode.InvalidType, Assert.Single(lead.Errors).Code);
        Assert.True(lead.Warnings.All(issue => issue.Code.IsWarning) && !lead.Errors.Any(issue => issue.Code.IsWarning));

        var places = lead.Errors.Select(PlaceOf).ToList();
        for (var i = 1; i < places.Count; i++)
            Assert.True(places[i - 1].CompareTo(places[i]) < 0, $"{lead.Errors[i].Path} is told twice or out of order.");

        using var echo = JsonDocument.Parse(Some.EchoText(new LeadRecord(lead)));
        Assert.Equal(lead.IsError ? 1 : 0, echo.RootElement.GetProperty("isError").GetInt32());
    }

    private static (int Field, int Vehicle, int FieldOfVehicle) PlaceOf(Issue error) =>
        error.Vehicle is { } vehicle
            ? (LeadFields.Vehicles.Ordinal, vehicle, error.Field?.Ordinal ?? -1)
            : (error.Field?.Ordinal ?? -1, -1, -1);

    /// <summary>The shipped lists with few items in the long ones: suggestions would take most of the time.</summary>
    private static Dictionary<ListDefinition, IReadOnlyList<ListItem>> FewItems()
    {
        var items = Some.Catalog.Items();
        Keep(ReferenceLists.Country, item => item.Code is "SA" or "DE" or "AE");
        Keep(ReferenceLists.Region, item => item.Value is 1 or 4 or 102);
        Keep(ReferenceLists.City, item => item.Value is 1001 or 1002 or 1301 or 1302 || item.ParentValue == 102);
        Keep(ReferenceLists.Nationality, item => item.Value < 5);
        Keep(ReferenceLists.PhoneCode, item => item.Label is "+966" or "+971" or "+1");
        Keep(ReferenceLists.Model, item => item.Label is "K5" or "Grand Avenue" or "Vigus" or "01");
        Keep(ReferenceLists.ModelYear, item => item.Value is 2025 or 2026);
        Keep(ReferenceLists.CustomerIndustryType, item => item.Value < 4);
        Keep(ReferenceLists.LeadSubSource, item => item.Value % 100 < 3);
        return items;

        void Keep(ListDefinition list, Func<ListItem, bool> isKept) => items[list] = items[list].Where(isKept).ToList();
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
