using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Imports;
using Leadgate.Server.Persons;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Imports;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Leadgate.Server.Tests.FileImports.ImportRequests;

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
        await using var server = await StartWithoutServiceAsync(engine, real => store = new FaultInjectingStore(real));
        const int rows = 2300;
        var leads = Enumerable.Range(0, rows).Select(i => Lead(("leadReference", $"R-{i}"), ("priority", i % 10 == 0 ? "Tepid" : "Hot")));
        var id = (await UploadAsync(server, null, ImportFile.Csv([.. leads]), "large.csv")).GetProperty("id").GetInt64();
        await PostAsync(server, null, $"{Routes.Imports}/{id}/start", HttpStatusCode.Accepted);

        // It is killed when it has stored its second portion, and before it can say so.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        store!.AppendsLeft = 2;
        await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => CreateWorker(server, time).RunNextAsync(Cancellation));
        store.AppendsLeft = null;
        Assert.Equal(2, (await server.Store.FindBulksAsync(null, null, 10, Cancellation)).Count);

        // As long as it could be alive, nobody else does its work.
        time.Advance(ImportWorker.Ownership - TimeSpan.FromMilliseconds(1));
        Assert.False(await CreateWorker(server, time).RunNextAsync(Cancellation));
        var later = new FakeTimeProvider(time.GetUtcNow() + (2 * ImportWorker.Ownership));
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
        await using var server = await StartWithoutServiceAsync(engine, real => store = new FaultInjectingStore(real));
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
        await using var server = await StartWithoutServiceAsync(engine);
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
    public void Temporary_file_is_nameless_and_gone_with_its_stream()
    {
        using var file = TemporaryFile.Create();
        file.WriteByte(1);
        file.Position = 0;
        Assert.Equal((1, OperatingSystem.IsWindows()), (file.ReadByte(), File.Exists(file.Name)));
    }

    private static ImportWorker CreateWorker(RunningServer server, TimeProvider time) =>
        ActivatorUtilities.CreateInstance<ImportWorker>(server.Services, time);
}
