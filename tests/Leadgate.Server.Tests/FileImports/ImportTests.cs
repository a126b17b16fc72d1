using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Server.Access;
using Leadgate.Server.Imports;
using Leadgate.Server.Persons;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Imports;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.FileImports;

/// <summary>Importing files over the API (promise 12).</summary>
public abstract class ImportTests(Engine engine)
{
    [Fact]
    [Promise("12.2")]
    [Promise("12.3")]
    [Promise("12.4")]
    [Promise("12.5")]
    public async Task File_is_understood_checked_stored_and_its_failed_rows_come_back_corrected()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var key = (await server.CreateKeyAsync("call-center", "leads:write", "leads:read", "leads:correct")).Text;
        var file = ImportFile.Csv(
            Lead(("leadReference", "A-1")),
            Lead(("leadReference", "A-2"), ("customerRegion", "Makkah"), ("customerCity", "Jaddeh")),
            Lead(("leadReference", "=A-3"), ("customerRegion", "Makkah"), ("customerCity", "Jaddeh"), ("priority", "Tepid"))
        );
        var uploaded = await UploadAsync(server, key, file, "november.csv");
        var id = uploaded.GetProperty("id").GetInt64();
        Assert.Equal(
            ("ready", "november.csv", "csv", 3, JsonValueKind.Null),
            (
                Text(uploaded, "status"),
                Text(uploaded, "name"),
                Text(uploaded, "format"),
                uploaded.GetProperty("rows").GetInt32(),
                uploaded.GetProperty("problem").ValueKind
            )
        );
        var city = uploaded.GetProperty("columns").EnumerateArray().Single(column => Text(column, "header") == "customerCity");
        Assert.Equal(("customerCity", "name"), (Text(city, "field"), Text(city, "reason")));
        Assert.Equal(["Dammam", "Jaddeh"], city.GetProperty("samples").EnumerateArray().Select(sample => sample.GetString()));

        // Two choices, one of them none; the wrong one changes nothing.
        var index = city.GetProperty("index").GetInt32();
        var wrong = await PatchAsync(server, key, id, $$$"""{"columns":{"{{{index}}}":"custmerCity"}}""");
        Assert.Contains("customerCity", Text(await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter"), "detail"));
        var member = await PatchAsync(server, key, id, """{"colums":{}}""");
        await member.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        using var changed = await PatchAsync(server, key, id, """{"constants":{"LEADNOTE":"From a file"},"columns":{"0":null}}""");
        var patched = await changed.JsonAsync();
        Assert.Equal("From a file", Text(patched.GetProperty("constants"), "leadNote"));
        Assert.Equal(
            (null, "chosen"),
            (Text(patched.GetProperty("columns")[0], "field"), Text(patched.GetProperty("columns")[0], "reason"))
        );

        await PostAsync(server, key, $"{Routes.Imports}/{id}/check", HttpStatusCode.Accepted);
        var check = await UntilAsync(server, key, id, "checked");
        Assert.Equal("1, 2, 0 of 3", Counts(check));
        var jaddeh = check.GetProperty("errors")[0];
        Assert.Equal(("customerCity", "not-in-list", "Jaddeh"), (Text(jaddeh, "field"), Text(jaddeh, "code"), Text(jaddeh, "value")));
        Assert.Equal((2, "[3,4]"), (jaddeh.GetProperty("rows").GetInt32(), jaddeh.GetProperty("lines").GetRawText()));
        Assert.Equal("Jeddah", jaddeh.GetProperty("suggestions")[0].GetString());
        Assert.Empty(await server.Store.FindBulksAsync(null, null, 10, TestContext.Current.CancellationToken));

        await PostAsync(server, key, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
        var done = await UntilAsync(server, key, id, "done");
        Assert.Equal("1, 2, 0 of 3", Counts(done));
        var bulk = Assert.Single(done.GetProperty("bulkIds").EnumerateArray()).GetInt64();
        var stored = await ReadAsync(server, key, $"{Routes.Bulks}/{bulk}");
        Assert.Equal([2, 3, 4], stored.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("line").GetInt32()));
        using var late = await PostAsync(server, key, $"{Routes.Imports}/{id}/start", HttpStatusCode.Conflict);

        // The file and what was shown of its rows is gone.
        await Wait.UntilAsync(async () => (await FindAsync(server, id)) is { FileDeletedAt: not null }, "The file is not deleted.");
        Assert.Null(await server.Store.ImportFiles.ReadAsync(id, 0, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Jaddeh", (await FindAsync(server, id)).Description, StringComparison.Ordinal);

        // The failed rows as they were, corrected by whoever opens them, and with a name that no formula is.
        var failed = await DownloadAsync(server, key, $"{Routes.Imports}/{id}/failed");
        Assert.Equal(3, failed.Split("\r\n").Length - 1);
        Assert.Contains("'=A-3", failed, StringComparison.Ordinal);
        Assert.Contains("leadgate_row,leadgate_what_is_wrong,leadgate_ما_الخطأ", failed, StringComparison.Ordinal);
        var again = await UploadAsync(server, key, failed.Replace("Jaddeh,", "Jeddah,", StringComparison.Ordinal), "corrected.csv");
        var second = again.GetProperty("id").GetInt64();
        await PostAsync(server, key, $"{Routes.Imports}/{second}/start", HttpStatusCode.Accepted);
        var corrected = await UntilAsync(server, key, second, "done");
        Assert.Equal("1, 1, 0 of 2", Counts(corrected));
        Assert.Empty(corrected.GetProperty("bulkIds").EnumerateArray());
        Assert.Single(await server.Store.FindBulksAsync(null, null, 10, TestContext.Current.CancellationToken));
        var leads = (await ReadAsync(server, key, $"{Routes.Bulks}/{bulk}")).GetProperty("leads");
        Assert.Equal(
            [0, 0, 1],
            leads
                .EnumerateArray()
                .Select(lead => lead.GetProperty("errorList") is { ValueKind: JsonValueKind.Array } errors ? errors.GetArrayLength() : 0)
        );
        Assert.Equal("=A-3", Text(leads[2], "leadReference"));

        // What still fails is in the file of the second import, and the same file again changes nothing.
        Assert.Contains("'=A-3", await DownloadAsync(server, key, $"{Routes.Imports}/{second}/failed"), StringComparison.Ordinal);
        var same = await UploadAsync(server, key, failed.Replace("Jaddeh,", "Jeddah,", StringComparison.Ordinal), "again.csv");
        Assert.Equal(second, same.GetProperty("sameAs").GetInt64());
        await PostAsync(server, key, $"{Routes.Imports}/{same.GetProperty("id")}/start", HttpStatusCode.Accepted);
        Assert.Equal("1, 1, 0 of 2", Counts(await UntilAsync(server, key, same.GetProperty("id").GetInt64(), "done")));

        var actions = (await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken)).Select(entry => entry.Event);
        Assert.Equal(
            [
                "done; valid 1; with errors 2; skipped 0",
                "done; valid 1; with errors 1; skipped 0",
                "done; valid 1; with errors 1; skipped 0",
            ],
            actions.Where(entry => entry.Action == AuditActions.ImportEnd).Select(entry => entry.Detail)
        );
    }

    [Fact]
    [Promise("12.4")]
    public async Task Another_node_goes_on_where_one_was_killed_and_each_row_is_stored_once()
    {
        FaultInjectingStore? store = null;
        await using var server = await StartWithoutServiceAsync(real => store = new FaultInjectingStore(real));
        const int rows = 2300;
        var leads = Enumerable.Range(0, rows).Select(i => Lead(("leadReference", $"R-{i}"), ("priority", i % 10 == 0 ? "Tepid" : "Hot")));
        var id = (await UploadAsync(server, null, ImportFile.Csv([.. leads]), "large.csv")).GetProperty("id").GetInt64();
        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);

        // It is killed when it has stored its second portion, and before it can say so.
        store!.AppendsLeft = 2;
        await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => CreateWorker(server, TimeProvider.System).RunNextAsync(Cancellation));
        store.AppendsLeft = null;
        Assert.Equal(2, (await server.Store.FindBulksAsync(null, null, 10, Cancellation)).Count);

        // As long as it could be alive, nobody else does its work.
        Assert.False(await CreateWorker(server, TimeProvider.System).RunNextAsync(Cancellation));
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + (2 * ImportWorker.Ownership));
        Assert.True(await CreateWorker(server, later).RunNextAsync(Cancellation));
        var done = await ReadAsync(server, null, $"{Routes.Imports}/{id}");
        Assert.Equal(("done", "2070, 230, 0 of 2300"), (Text(done, "status"), Counts(done)));
        Assert.Equal(3, done.GetProperty("bulkIds").GetArrayLength());
        var exported = await DownloadAsync(server, null, $"{Routes.LeadExport}?format=ndjson");
        var references = exported
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Text(JsonElement.Parse(line), "leadReference"));
        Assert.Equal(rows, references.Distinct().Count());
        Assert.Equal(rows, exported.Count(c => c == '\n'));
    }

    [Fact]
    [Promise("12.4")]
    public async Task What_was_stored_when_an_import_is_cancelled_counts_and_the_rest_is_not_stored()
    {
        FaultInjectingStore? store = null;
        await using var server = await StartWithoutServiceAsync(real => store = new FaultInjectingStore(real));
        var leads = Enumerable.Range(0, 2300).Select(i => Lead(("leadReference", $"R-{i}")));
        var id = (await UploadAsync(server, null, ImportFile.Csv([.. leads]), "large.csv")).GetProperty("id").GetInt64();
        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
        store!.AppendsLeft = 1;
        await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => CreateWorker(server, TimeProvider.System).RunNextAsync(Cancellation));
        store.AppendsLeft = null;
        using var cancelled = await server.Client.SendAsync(null, HttpMethod.Delete, $"{Routes.Imports}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);

        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + (2 * ImportWorker.Ownership));
        Assert.True(await CreateWorker(server, later).RunNextAsync(Cancellation));
        var import = await ReadAsync(server, null, $"{Routes.Imports}/{id}");
        Assert.Equal(("cancelled", "1000, 0, 0 of 2300"), (Text(import, "status"), Counts(import)));
        Assert.Equal(1, import.GetProperty("bulkIds").GetArrayLength());
        Assert.NotNull((await FindAsync(server, id)).FileDeletedAt);
        Assert.False(await CreateWorker(server, later).RunNextAsync(Cancellation));
    }

    [Fact]
    [Promise("12.2")]
    [Promise("12.3")]
    public async Task Refused_files_leave_nothing_and_a_sender_sees_its_own_imports_only()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { ["LEADGATE_MAX_IMPORT_ROWS"] = "2", ["LEADGATE_MAX_IMPORT_MIB"] = "1" },
            engine: engine
        );
        var (web, shop) = (await server.CreateKeyAsync("web-site", "leads:write"), await server.CreateKeyAsync("shop", "leads:write"));
        var reader = await server.CreateKeyAsync("reader", "leads:read");
        var file = ImportFile.Csv(Lead(), Lead());
        foreach (
            var (key, body, media, status, type) in new[]
            {
                (web.Text, "", "text/csv", 422, "unreadable-file"),
                (web.Text, "%PDF-1.7\nnot a table", "application/octet-stream", 422, "unreadable-file"),
                (web.Text, ImportFile.Csv(Lead(), Lead(), Lead()), "text/csv", 422, "unreadable-file"),
                (web.Text, new string('x', (1024 * 1024) + 1), "text/csv", 413, "body-too-large"),
                (web.Text, file, "image/png", 415, "unsupported-media-type"),
                (reader.Text, file, "text/csv", 403, "missing-scope"),
            }
        )
        {
            using var refused = await SendAsync(server, key, Routes.Imports, Encoding.UTF8.GetBytes(body), media);
            await refused.ShouldBeProblemAsync((HttpStatusCode)status, type);
        }

        Assert.Empty(await server.Store.Imports.ReadLastAsync(null, null, 10, Cancellation));
        Assert.Empty(await server.Store.Imports.FindOldAsync(DateTime.MaxValue, DateTime.MaxValue, Cancellation));

        using var form = new MultipartFormDataContent { { new StringContent(file), "file", "form.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Imports) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", web.Text);
        using var uploaded = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        var import = await uploaded.JsonAsync();
        Assert.Equal(("form.csv", 2), (Text(import, "name"), import.GetProperty("rows").GetInt32()));
        var path = uploaded.Headers.Location!.OriginalString;
        using var foreign = await server.Client.SendAsync(shop.Text, HttpMethod.Get, path);
        await foreign.ShouldBeProblemAsync(HttpStatusCode.NotFound, "import-not-found");
        Assert.Empty((await ReadAsync(server, shop.Text, Routes.Imports)).GetProperty("imports").EnumerateArray());
        var listed = await ReadAsync(server, web.Text, Routes.Imports + "?limit=1");
        Assert.Equal("form.csv", Text(Assert.Single(listed.GetProperty("imports").EnumerateArray()), "name"));

        // Seven days later the file is deleted, whoever forgot it.
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(8));
        await ActivatorUtilities.CreateInstance<ImportRetention>(server.Services, later).DeleteOldAsync(Cancellation);
        Assert.Equal(ImportStatus.Cancelled, (await FindAsync(server, import.GetProperty("id").GetInt64())).Status);
    }

    [Fact]
    [Promise("12.4")]
    public async Task Columns_are_remembered_for_the_next_file_with_these_headers()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var file = ImportFile.Csv(Lead()).Replace("lastName", "Clan", StringComparison.Ordinal);
        var first = await UploadAsync(server, null, file, "first.csv");
        var column = first.GetProperty("columns").EnumerateArray().Single(one => Text(one, "header") == "Clan");
        Assert.Equal(("*", "unknown"), (Text(column, "field"), Text(column, "reason")));
        var index = column.GetProperty("index").GetInt32();
        using var patched = await PatchAsync(
            server,
            null,
            first.GetProperty("id").GetInt64(),
            $$$"""{"columns":{"{{{index}}}":"lastName"}}"""
        );
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        await PostAsync(server, null, $"{Routes.Imports}/{first.GetProperty("id")}/start", HttpStatusCode.Accepted);
        await UntilAsync(server, null, first.GetProperty("id").GetInt64(), "done");

        var second = await UploadAsync(server, null, file + "\r\n", "second.csv");
        var remembered = second.GetProperty("columns")[index];
        Assert.Equal(("lastName", "remembered"), (Text(remembered, "field"), Text(remembered, "reason")));
    }

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
    public async Task Cells_are_corrected_up_to_a_number_and_not_while_the_rows_are_stored()
    {
        await using var server = await StartWithoutServiceAsync();
        var id = (await UploadAsync(server, null, ImportFile.Csv(Lead(), Lead()), "a.csv")).GetProperty("id").GetInt64();
        var audit = AuditEvent.FromService(AuditActions.ImportEdit, "import:1");
        Assert.Equal(EditOutcome.Saved, await SaveAsync(0, "a", "b"));
        Assert.Equal(EditOutcome.Saved, await SaveAsync(0, "b", "c"));
        Assert.Equal(EditOutcome.TooMany, await SaveAsync(1, "a"));
        var cells = await server.Store.ImportEdits.ReadAsync(id, Cancellation);
        Assert.Equal(["a", "b", "c"], cells[0].Select(cell => cell.Path));
        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
        Assert.Equal(EditOutcome.NotOpen, await SaveAsync(0, "a"));

        Task<EditOutcome> SaveAsync(long row, params string[] paths) =>
            server.Store.ImportEdits.SaveAsync(id, row, [.. paths.Select(path => new CellEdit(path, "x"))], 2, audit, Cancellation);
    }

    [Fact]
    public async Task Erasing_a_person_while_rows_are_stored_erases_those_too()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(engine: engine, store: real => store = new FaultInjectingStore(real));
        var key = await server.CreateKeyAsync("event", "leads:write", "leads:read");
        var phone = ("phoneNumber", (JsonNode?)"512345678");
        var file = ImportFile.Csv(Lead(phone), Lead());
        var id = (await UploadAsync(server, key.Text, file, "named.csv")).GetProperty("id").GetInt64();
        store!.BlocksBulksOf = "event";
        await PostAsync(server, key.Text, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);
        await store.Blocked.WaitAsync(Wait.Limit, Cancellation);
        var erasure = server
            .Services.GetRequiredService<PersonRequests>()
            .EraseAsync(new PersonErasureRequest { Phone = "512345678", Vacuum = false }, Actor.CommandLine, _ => { }, Cancellation);
        await Wait.UntilAsync(async () => (await FindAsync(server, id)).Status == ImportStatus.Cancelled, "The import is not given up.");
        Assert.False(erasure.IsCompleted);
        store.Unblock();
        Assert.Equal(1, Assert.IsType<ErasePersonOutcome.Done>(await erasure).Counts.Leads);
        var left = await DownloadAsync(server, key.Text, $"{Routes.LeadExport}?format=ndjson");
        Assert.Equal(1, left.Count(c => c == '\n'));
        Assert.DoesNotContain("512345678", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_a_person_gives_up_the_imports_whose_files_name_them()
    {
        await using var server = await StartWithoutServiceAsync();
        var named = await UploadAsync(server, null, ImportFile.Csv(Lead(), Lead(("phoneNumber", "0512345678"))), "named.csv");
        var other = await UploadAsync(server, null, ImportFile.Csv(Lead()), "other.csv");
        await server
            .Services.GetRequiredService<PersonRequests>()
            .EraseAsync(new PersonErasureRequest { Phone = "512345678", Vacuum = false }, Actor.CommandLine, _ => { }, Cancellation);
        var erased = await FindAsync(server, named.GetProperty("id").GetInt64());
        Assert.Equal((ImportStatus.Cancelled, null), (erased.Status, erased.Description));
        Assert.Null(await server.Store.ImportFiles.ReadAsync(erased.Id, 0, Cancellation));
        Assert.Equal(ImportStatus.Ready, (await FindAsync(server, other.GetProperty("id").GetInt64())).Status);
    }

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

    [Fact]
    public void Temporary_file_is_nameless_and_gone_with_its_stream()
    {
        using var file = TemporaryFile.Create();
        file.WriteByte(1);
        file.Position = 0;
        Assert.Equal((1, OperatingSystem.IsWindows()), (file.ReadByte(), File.Exists(file.Name)));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<RunningServer> StartWithoutServiceAsync(Func<ILeadStore, ILeadStore>? store = null) =>
        RunningServer.StartAsync(
            engine: engine,
            store: store,
            change: builder =>
                builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(ImportService)))
        );

    private static ImportWorker CreateWorker(RunningServer server, TimeProvider time) =>
        ActivatorUtilities.CreateInstance<ImportWorker>(server.Services, time);

    private static JsonObject Lead(params IEnumerable<(string, JsonNode?)> changes) => TestData.Lead(changes);

    /// <summary>The leads that match, sorted: one line for each, with sorted properties, all values as texts.</summary>
    private static async Task<IReadOnlyList<string>> ExportAsync(RunningServer server, string filter)
    {
        var lines = (await DownloadAsync(server, null, $"{Routes.LeadExport}?format=ndjson&{filter}")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        return [.. lines.Select(line => Normalize(JsonElement.Parse(line))).Order(StringComparer.Ordinal)];
    }

    private static string Normalize(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(
                    ",",
                    json.EnumerateObject()
                        .Select(member => $"{NameOf(member.Name)}:{Normalize(member.Value)}")
                        .Order(StringComparer.Ordinal)
                )
                + "}",
            JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Normalize)) + "]",
            JsonValueKind.String => json.GetString()!,
            _ => json.GetRawText(),
        };

    /// <summary>A table has a column for a field, whichever of its names was sent.</summary>
    private static string NameOf(string name) => LeadFields.Table.TryFind(name, out var field, out _) ? field.Name : name;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Counts(JsonElement import) =>
        $"{import.GetProperty("valid")}, {import.GetProperty("withErrors")}, {import.GetProperty("skipped")} of "
        + import.GetProperty("rows").GetRawText();

    private static async Task<StoredImport> FindAsync(RunningServer server, long id) =>
        (await server.Store.Imports.FindAsync(id, Cancellation))!;

    private static Task<JsonElement> UploadAsync(RunningServer server, string? key, string file, string name) =>
        UploadAsync(server, key, Encoding.UTF8.GetBytes(file), name);

    private static async Task<JsonElement> UploadAsync(RunningServer server, string? key, byte[] file, string name)
    {
        using var response = await SendAsync(server, key, $"{Routes.Imports}?name={name}", file, "application/octet-stream");
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonElement.Parse(text);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, string? key, string path, byte[] body, string media)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(media) } };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request, Cancellation);
    }

    private static Task<HttpResponseMessage> PatchAsync(RunningServer server, string? key, long id, string patch) =>
        server.Client.SendAsync(key, HttpMethod.Patch, $"{Routes.Imports}/{id}", patch);

    private static Task<HttpResponseMessage> EditAsync(RunningServer server, long id, string row, string patch) =>
        server.Client.SendAsync(null, HttpMethod.Patch, $"{Routes.Imports}/{id}/rows/{row}", patch);

    private static async Task<HttpResponseMessage> PostAsync(RunningServer server, string? key, string path, HttpStatusCode expected)
    {
        var response = await server.Client.SendAsync(key, HttpMethod.Post, path);
        Assert.True(expected == response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return response;
    }

    private static async Task<JsonElement> ReadAsync(RunningServer server, string? key, string path)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private static async Task<string> DownloadAsync(RunningServer server, string? key, string path)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static async Task<JsonElement> UntilAsync(RunningServer server, string? key, long id, string status)
    {
        JsonElement import = default;
        await Wait.UntilAsync(
            async () =>
            {
                import = await ReadAsync(server, key, $"{Routes.Imports}/{id}");
                return Text(import, "status") is not ("checking" or "running");
            },
            "The import does not end."
        );
        Assert.Equal(status, Text(import, "status"));
        return import;
    }
}
