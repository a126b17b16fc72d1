using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Revisions;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage.Imports;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using static Leadgate.Server.Tests.FileImports.ImportRequests;

namespace Leadgate.Server.Tests.FileImports;

/// <summary>Wrong values and cells of a file are corrected before its rows are stored (promise 12.4).</summary>
public abstract class ImportCorrectionTests(Engine engine)
{
    [Fact]
    [Promise("12.4")]
    public async Task Wrong_values_and_cells_are_corrected_before_the_import_and_values_are_remembered()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var wrong = ("customerCity", (JsonNode?)"Jaddeh");
        var region = ("customerRegion", (JsonNode?)"Makkah");
        var vehicle = new JsonArray(
            new JsonObject
            {
                ["modelFamily"] = "Grand Avenu",
                ["modelYear"] = 2026,
                ["totalQty"] = 1,
            }
        );
        var file = ImportFile.Csv(Lead(), Lead(region, wrong), Lead(region, wrong, ("phoneNumber", "12")), Lead(("vehicles", vehicle)));
        var id = (await UploadAsync(server, null, file, "team.csv")).GetProperty("id").GetInt64();
        foreach (
            var (patch, says) in new[]
            {
                ("""{"replacements":[{"field":"custmerCity","from":"a","to":"b"}]}""", "customerCity"),
                ("""{"replacements":[{"field":"firstName","from":"a","to":"b"}]}""", "no list"),
                ("""{"replacements":[{"field":"customerCity","from":"Jaddeh","to":"Jedda h"}]}""", "Jeddah"),
                ("""{"replacements":[{"field":"customerCity","from":"Jaddeh"}]}""", "to"),
                ("""{"replacements":[{"feld":"customerCity"}]}""", "feld"),
                ("""{"replacements":5}""", "replacements"),
            }
        )
        {
            using var refused = await PatchAsync(server, null, id, patch);
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            Assert.Contains(says, Text(problem, "detail"), StringComparison.Ordinal);
        }

        const string rules =
            """{"replacements":[{"field":"CustomerCity","from":"JADDEH","to":"جدة"},"""
            + """{"field":"vehicles[0].modelFamily","from":"Grand Avenu","to":"Grand Avenue"}]}""";
        using var replaced = await PatchAsync(server, null, id, rules);
        Assert.Equal(
            """[{"field":"customerCity","from":"JADDEH","to":"جدة"},"""
                + """{"field":"vehicles[].modelFamily","from":"Grand Avenu","to":"Grand Avenue"}]""",
            (await replaced.JsonAsync()).GetProperty("replacements").GetRawText()
        );
        var row = Assert.Single((await ReadAsync(server, null, $"{Routes.Imports}/{id}/rows")).GetProperty("rows").EnumerateArray());
        Assert.Equal((3, 4), (row.GetProperty("row").GetInt32(), row.GetProperty("line").GetInt32()));
        Assert.Equal("phoneNumber", Text(Assert.Single(row.GetProperty("errors").EnumerateArray()), "field"));
        Assert.Empty((await ReadAsync(server, null, $"{Routes.Imports}/{id}/rows?from=4")).GetProperty("rows").EnumerateArray());

        foreach (
            var (number, body, status) in new[]
            {
                ("5", """{"values":{"phoneNumber":"500000001"}}""", HttpStatusCode.BadRequest),
                ("0", """{"values":{"phoneNumber":"500000001"}}""", HttpStatusCode.BadRequest),
                ("3", """{"values":{"phoneNumbr":"500000001"}}""", HttpStatusCode.BadRequest),
                ("3", """{"values":{}}""", HttpStatusCode.BadRequest),
                ("3", """{"value":{}}""", HttpStatusCode.BadRequest),
                ("x", """{"values":{"phoneNumber":"500000001"}}""", HttpStatusCode.NotFound),
            }
        )
        {
            using var refused = await EditAsync(server, id, number, body);
            Assert.Equal((number, body, status), (number, body, refused.StatusCode));
        }

        using var still = await EditAsync(server, id, "3", """{"values":{"phoneNumber":"55"}}""");
        Assert.Single((await still.JsonAsync()).GetProperty("errors").EnumerateArray());
        using var valid = await EditAsync(
            server,
            id,
            "3",
            """{"values":{"phoneNumber":"500000001","vehicles[0].modelYear":"2027","leadNote":null,"""
                + """ "vehicles[1].modelFamily":"Grand Avenue"}}"""
        );
        Assert.Empty((await valid.JsonAsync()).GetProperty("errors").EnumerateArray());
        await PostAsync(server, null, $"{Routes.Imports}/{id}/check", HttpStatusCode.Accepted);
        var check = await UntilAsync(server, null, id, "checked");
        Assert.Equal(("4, 0, 0 of 4", 4), (Counts(check), check.GetProperty("edits").GetInt32()));
        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
        var done = await UntilAsync(server, null, id, "done");
        Assert.Equal("4, 0, 0 of 4", Counts(done));
        var exported = await DownloadAsync(server, null, $"{Routes.LeadExport}?format=ndjson&id={done.GetProperty("bulkIds")[0]}");
        var third = exported.Split('\n').Single(line => line.Contains("500000001", StringComparison.Ordinal));
        Assert.Contains("\"customerCity\":\"Jeddah\"", third, StringComparison.Ordinal);
        Assert.Contains("\"modelYear\":2027", third, StringComparison.Ordinal);
        Assert.Equal(3, third.Split("Grand Avenue").Length);
        Assert.DoesNotContain("leadNote", third, StringComparison.Ordinal);

        // Late corrections are refused; what they said of the rows is gone with the file.
        using var late = await EditAsync(server, id, "3", """{"values":{"phoneNumber":"500000002"}}""");
        await late.ShouldBeProblemAsync(HttpStatusCode.Conflict, "import-not-ready");
        await Wait.UntilAsync(async () => (await FindAsync(server, id)) is { FileDeletedAt: not null }, "The file is not deleted.");
        Assert.DoesNotContain("JADDEH", (await FindAsync(server, id)).Choices, StringComparison.Ordinal);
        Assert.Empty(await server.Store.ImportEdits.ReadAsync(id, Cancellation));
        var details = (await server.Store.Audit.ReadAsync(0, 1000, Cancellation))
            .Where(entry => entry.Event.Action == AuditActions.ImportEdit)
            .Select(entry => entry.Event.Detail);
        Assert.Equal(
            [
                "replacements: customerCity 1, vehicles[].modelFamily 1",
                "row 3: phoneNumber",
                "row 3: phoneNumber, vehicles[0].modelYear, leadNote, vehicles[1].modelFamily",
            ],
            details
        );

        // The next file with these headers has the values replaced; another delimiter makes other rows of it.
        var next = await UploadAsync(server, null, file + "\r\n", "next.csv");
        Assert.Equal(2, next.GetProperty("replacements").GetArrayLength());
        var nextId = next.GetProperty("id").GetInt64();
        using var edited = await EditAsync(server, nextId, "3", """{"values":{"phoneNumber":"500000001"}}""");
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        using var format = await PatchAsync(server, null, nextId, """{"delimiter":","}""");
        Assert.Equal(0, (await format.JsonAsync()).GetProperty("edits").GetInt32());
        Assert.Empty(await server.Store.ImportEdits.ReadAsync(nextId, Cancellation));
    }

    [Fact]
    [Promise("12.4")]
    public async Task Replacement_that_was_taken_back_is_not_made_in_the_next_file()
    {
        await using var server = await StartWithoutServiceAsync(engine);
        var wrong = ("customerCity", (JsonNode?)"Jaddeh");
        var first = await UploadStartedAsync("""{"replacements":[{"field":"customerCity","from":"Jaddeh","to":"Jeddah"}]}""");
        Assert.Equal(1, first.GetProperty("replacements").GetArrayLength());
        var second = await UploadAsync(server, null, ImportFile.Csv(Lead(wrong), Lead()), "second.csv");
        Assert.Equal(1, second.GetProperty("replacements").GetArrayLength());
        Assert.Equal(0, (await StartAsync(second, """{"replacements":[]}""")).GetProperty("replacements").GetArrayLength());
        var third = await UploadAsync(server, null, ImportFile.Csv(Lead(wrong)), "third.csv");
        Assert.Equal(0, third.GetProperty("replacements").GetArrayLength());

        async Task<JsonElement> UploadStartedAsync(string patch) =>
            await StartAsync(await UploadAsync(server, null, ImportFile.Csv(Lead(wrong)), "first.csv"), patch);

        async Task<JsonElement> StartAsync(JsonElement import, string patch)
        {
            var id = import.GetProperty("id").GetInt64();
            using var changed = await PatchAsync(server, null, id, patch);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
            return await changed.JsonAsync();
        }
    }

    [Fact]
    [Promise("12.4")]
    public async Task Cells_are_corrected_up_to_a_number_and_not_while_the_rows_are_stored()
    {
        await using var server = await StartWithoutServiceAsync(engine);
        var id = (await UploadAsync(server, null, ImportFile.Csv(Lead(), Lead()), "a.csv")).GetProperty("id").GetInt64();
        var choices = (await FindAsync(server, id)).Choices;
        var audit = AuditEvent.FromService(AuditActions.ImportEdit, "import:1");
        Assert.Equal(EditOutcome.Saved, await SaveAsync(0, "a", "b"));
        Assert.Equal(EditOutcome.TooMany, await SaveAsync(0, "b", "c"));
        Assert.Equal(EditOutcome.Saved, await SaveAsync(0, "b"));
        Assert.Equal(EditOutcome.TooMany, await SaveAsync(1, "a"));
        var cells = await server.Store.ImportEdits.ReadAsync(id, Cancellation);
        Assert.Equal(["a", "b"], cells[0].Select(cell => cell.Path));

        // Of a file that is read in another way since, the row is another one.
        choices += " ";
        Assert.Equal(EditOutcome.NotOpen, await SaveAsync(0, "a"));
        choices = (await FindAsync(server, id)).Choices;
        using var vehicle = await EditAsync(server, id, "1", """{"values":{"vehicles[100].modelFamily":"K5"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, vehicle.StatusCode);
        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
        Assert.Equal(EditOutcome.NotOpen, await SaveAsync(0, "a"));

        Task<EditOutcome> SaveAsync(long row, params string[] paths) =>
            server.Store.ImportEdits.SaveAsync(
                id,
                choices,
                row,
                [.. paths.Select(path => new CellEdit(path, "x"))],
                2,
                audit,
                Cancellation
            );
    }
}
