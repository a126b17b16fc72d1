using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using static Leadgate.Server.Tests.FileImports.ImportRequests;

namespace Leadgate.Server.Tests.FileImports;

/// <summary>Exported files come back with the same values (promise 12.6).</summary>
public abstract class ExportedFileTests(Engine engine)
{
    [Fact]
    [Promise("12.6")]
    public async Task What_is_exported_can_be_imported_and_has_the_same_values()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var two = new JsonArray(
            new JsonObject
            {
                ["modelFamily"] = "Grand Avenue",
                ["totalQty"] = 1,
                ["trim"] = "GT",
            },
            new JsonObject { ["modelFamily"] = "Grand Avenue", ["modelYear"] = 2026 }
        );
        await server.Client.PostAsync(
            TestData.Bulk(
                Lead(("leadNote", "=HYPERLINK(\"http://x\",\"y\")"), ("campaign", "عرض \"نوفمبر\"; 2")),
                Lead(("leadNote", "-1+2"), ("vehicles", two), ("firstName", "'ريم"), ("middleName", "＝1")),
                Lead(("leadNote", "line 1\nline 2, \"quoted\""), ("priority", "Tepid"), ("customerCity", "@SUM(1)")),
                Lead(("vehicles", null), ("leadReference", "00123"))
            )
        );
        var csv = await DownloadAsync(server, null, $"{Routes.LeadExport}?format=csv");
        Assert.StartsWith("\uFEFF", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", csv, StringComparison.Ordinal);
        var before = await ExportAsync(server, "isError=0");
        var beforeErrors = await ExportAsync(server, "isError=1");
        using var workbook = await server.Client.GetAsync($"{Routes.LeadExport}?format=xlsx", Cancellation);
        var xlsx = await workbook.Content.ReadAsByteArrayAsync(Cancellation);
        foreach (var (file, name) in new[] { (Encoding.UTF8.GetBytes(csv), "export.csv"), (xlsx, "export.xlsx") })
        {
            var import = await UploadAsync(server, null, file, name);
            await PostAsync(server, null, $"{Routes.Imports}/{import.GetProperty("id")}/start", HttpStatusCode.Accepted);
            var done = await UntilAsync(server, null, import.GetProperty("id").GetInt64(), "done");
            Assert.Equal("3, 1, 0 of 4", Counts(done));
            var bulk = done.GetProperty("bulkIds")[0].GetInt64();
            Assert.Equal(before, await ExportAsync(server, $"isError=0&id={bulk}"));
            Assert.Equal(beforeErrors, await ExportAsync(server, $"isError=1&id={bulk}"));
        }

        using var unknown = await server.Client.GetAsync($"{Routes.LeadExport}?fromdat=2026-01-01", Cancellation);
        await unknown.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    /// <summary>
    /// Texts of the characters that mean something to a spreadsheet, to XML, or to a delimiter, and of any others. One of nothing but
    /// spaces and marks is left out: its cell is blank.
    /// </summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.String[Gen.Char["'=+-@\t\n＝＋－＠\",;|،_x000D <&>?\u200Fأب "], 1, 12],
            Gen.String[Gen.Char.AlphaNumeric, 1, 12]
        )
        .Where(text => text.Any(character => character != '\u200F' && !char.IsWhiteSpace(character)));

    [Fact]
    [Promise("12.6")]
    public async Task Any_text_that_is_exported_comes_back_and_the_guard_of_formulas_is_undone()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        await Gen.Select(Texts, Texts)
            .Array[40]
            .SampleAsync(
                async texts =>
                {
                    var sent = texts.Select(
                        (text, index) =>
                            Lead(
                                ("leadNote", text.Item1),
                                ("firstName", text.Item2),
                                ("customerCity", index % 4 == 0 ? text.Item1 : "Dammam")
                            )
                    );
                    var before = await server.Client.PostAsync(TestData.Bulk([.. sent]));
                    foreach (var format in (string[])["csv", "xlsx"])
                    {
                        using var file = await server.Client.GetAsync($"{Routes.LeadExport}?format={format}&id={before}", Cancellation);
                        var bytes = await file.Content.ReadAsByteArrayAsync(Cancellation);
                        var id = (await UploadAsync(server, null, bytes, "export." + format)).GetProperty("id").GetInt64();
                        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
                        var after = (await UntilAsync(server, null, id, "done")).GetProperty("bulkIds")[0].GetInt64();
                        Assert.Equal(await ExportAsync(server, $"id={before}"), await ExportAsync(server, $"id={after}"));
                    }
                },
                iter: 2,
                threads: 1
            );
    }
}
