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
/// Compares the reader with <see cref="BulkOracle"/> on mutated and random bodies. <c>LEADGATE_FUZZ_RUNS</c> is their number and
/// <c>LEADGATE_FUZZ_SEED</c> the first seed. Each run has its own seed, so that a failed run can be repeated alone.
/// </summary>
[Promise("5.4"), Promise("6.3"), Promise("6.4"), Promise("7.3")]
public sealed class JsonBulkReaderFuzzTests
{
    private const int DefaultRuns = 40_000;
    private const int DefaultSeed = 20_260_301;
    private static readonly BulkLimits Limits = new(5, 1_000_000);
    private static readonly ListCatalog Catalog = ListCatalog.Build(FewItems());

    [Fact]
    public void Every_body_is_read_as_the_oracle_expects()
    {
        var (runs, first) = (Setting("LEADGATE_FUZZ_RUNS", DefaultRuns), Setting("LEADGATE_FUZZ_SEED", DefaultSeed));
        var failures = new ConcurrentQueue<(int Seed, string Problem)>();
        var (accepted, refused) = (0, 0);
        Parallel.For(
            0,
            runs,
            (run, loop) =>
            {
                var seed = unchecked(first + run);
                try
                {
                    if (Run(seed))
                        Interlocked.Increment(ref accepted);
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
            var body = Convert.ToBase64String(FuzzBodies.Create(new Random(failure.Seed)));
            Assert.Fail($"LEADGATE_FUZZ_RUNS=1 LEADGATE_FUZZ_SEED={failure.Seed} fails. The body in base64: {body}\n{failure.Problem}");
        }

        // If all bodies were invalid, or all valid, only half of the reader would be tested.
        if (runs >= 1_000)
            Assert.All([accepted, refused], count => Assert.InRange(count, runs / 8, runs));
    }

    /// <summary>Reads one body, whole and in pieces. True when it is a valid bulk.</summary>
    private static bool Run(int seed)
    {
        var random = new Random(seed);
        var body = FuzzBodies.Create(random);
        var expected = BulkOracle.For(body, Limits.MaxLeads);
        var checker = TestData.CreateValidator(Catalog);
        var reader = TestData.Read(body, [], Limits, checker);
        AssertEqual(expected, reader);

        var cuts = FuzzBodies.Cuts(random, body.Length);
        var inPieces = TestData.Read(body, cuts, Limits, checker);
        var (whole, pieces) = (JsonBulkReaderPieceTests.Outcome(reader), JsonBulkReaderPieceTests.Outcome(inPieces));
        Assert.True(whole == pieces, $"In pieces cut at {string.Join(", ", cuts)}:\n{pieces}\nAs a whole:\n{whole}");
        return reader.Refusal is null;
    }

    private static void AssertEqual(BulkOracle expected, IBulkReader reader)
    {
        Assert.True(reader.Refusal is null != reader.Bulk is null, "Either a bulk or a refusal must be set, and not both.");
        if (!expected.IsJson)
        {
            // The bulk may be invalid for another reason that comes before the JSON error.
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
            AssertEqual(i, expected.Leads[i], bulk.Leads[i]);
    }

    private static void AssertEqual(int index, byte[] sent, Lead lead)
    {
        Assert.Equal(index, lead.Index);
        Assert.True(lead.SentJson.Span.SequenceEqual(lead.HasErrors ? sent : []), "Exactly the leads with errors keep what was sent.");
        if (sent[0] != (byte)'{')
            Assert.Same(IssueCode.InvalidType, Assert.Single(lead.Errors).Code);
        Assert.True(lead.Warnings.All(issue => issue.Code.IsWarning) && !lead.Errors.Any(issue => issue.Code.IsWarning));

        var positions = lead.Errors.Select(GetPosition).ToList();
        for (var i = 1; i < positions.Count; i++)
            Assert.True(positions[i - 1].CompareTo(positions[i]) < 0, $"{lead.Errors[i].Path} is reported twice or out of order.");

        using var echo = JsonDocument.Parse(TestData.WriteLeadJson(new LeadRecord(lead)));
        Assert.Equal(lead.HasErrors ? 1 : 0, echo.RootElement.GetProperty("isError").GetInt32());
    }

    private static (int Field, int Vehicle, int FieldOfVehicle) GetPosition(Issue error) =>
        error.VehicleIndex is { } vehicle
            ? (LeadFields.Vehicles.Ordinal, vehicle, error.Field?.Ordinal ?? -1)
            : (error.Field?.Ordinal ?? -1, -1, -1);

    /// <summary>The built-in lists without most items of the long ones: searching suggestions would take most of the time.</summary>
    private static Dictionary<ListDefinition, IReadOnlyList<ListItem>> FewItems()
    {
        var items = TestData.Catalog.GetItemsByList();
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

        void Keep(ListDefinition list, Func<ListItem, bool> predicate) => items[list] = items[list].Where(predicate).ToList();
    }

    private static int Setting(string name, int defaultValue) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
}
