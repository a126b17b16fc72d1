using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Leads;

/// <summary>Reading and correcting single leads over the API.</summary>
public abstract class CorrectionTests(Engine engine, SharedServer shared) : EngineTests(engine)
{
    private const string MergePatch = "application/merge-patch+json";

    private HttpClient Client => shared.Client;

    [Fact]
    [Promise("11.1")]
    [Promise("11.2")]
    [Promise("11.3")]
    public async Task Lead_becomes_valid_and_keeps_its_id()
    {
        var (bulk, id) = await PostAsync(TestData.Lead(("customerRegion", "Riyadh"), ("customerCity", "Jeddah"), ("utm", "x")));
        using var read = await Client.GetAsync(PathOf(id), TestContext.Current.CancellationToken);
        var before = await read.JsonAsync();
        Assert.Equal("\"1\"", read.Headers.ETag!.ToString());
        Assert.Equal((1, 1), (before.GetProperty("version").GetInt32(), before.GetProperty("isError").GetInt32()));
        Assert.Equal(JsonValueKind.Null, before.GetProperty("leadId").ValueKind);
        Assert.Equal(bulk, before.GetProperty("leadExternalHeaderId").GetInt64());

        using var corrected = await CorrectAsync(id, """{"CUSTOMERREGION": "Makkah"}""", "\"1\"");
        var after = await corrected.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        Assert.Equal("\"2\"", corrected.Headers.ETag!.ToString());
        Assert.Equal((2, 0, id), (Version(after), after.GetProperty("isError").GetInt32(), after.GetProperty("leadId").GetInt64()));
        Assert.Equal(id, after.GetProperty("leadExternalId").GetInt64());
        Assert.Equal("x", after.GetProperty("extra").GetProperty("utm").GetString());
        Assert.Equal(after.GetRawText(), (await Client.GetJsonAsync(PathOf(id))).GetRawText());

        var whole = await Client.ReadBulkAsync(bulk);
        Assert.Equal((1, 0), (whole.GetProperty("totalRecords").GetInt32(), whole.GetProperty("errorRecords").GetInt32()));
        Assert.Equal(id, whole.GetProperty("leads")[0].GetProperty("leadId").GetInt64());

        var revision = Assert.Single((await ReadRevisionsAsync(id)).EnumerateArray());
        Assert.Equal("""[{"field":"customerRegion","from":"Riyadh","to":"Makkah"}]""", revision.GetProperty("changes").GetRawText());
        Assert.Equal(
            (2, "anonymous", "api", 1, 0),
            (
                Version(revision),
                revision.GetProperty("by").GetString(),
                revision.GetProperty("through").GetString(),
                revision.GetProperty("errorsBefore").GetInt32(),
                revision.GetProperty("errorsAfter").GetInt32()
            )
        );
    }

    [Fact]
    [Promise("11.2")]
    public async Task Lead_that_still_has_errors_is_stored_with_what_is_left_of_them_unless_handling_is_strict()
    {
        var (bulk, id) = await PostAsync(TestData.Lead(("priority", "Tepid"), ("phoneNumber", "1")));
        using var strict = await CorrectAsync(id, """{"priority":"Hot"}""", "\"1\"", ("Prefer", "handling=strict"));
        var problem = await strict.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors");
        Assert.Equal(["phoneNumber"], Errors(problem.GetProperty("leads")[0]));
        Assert.Equal("handling=strict", Assert.Single(strict.Headers.GetValues(Headers.PreferenceApplied)));
        Assert.Equal(1, Version(await Client.GetJsonAsync(PathOf(id))));

        using var lenient = await CorrectAsync(id, """{"priority":"Hot"}""", "\"1\"");
        var lead = await lenient.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, lenient.StatusCode);
        Assert.Equal(["phoneNumber"], Errors(lead));
        Assert.Equal((2, JsonValueKind.Null), (Version(lead), lead.GetProperty("leadId").ValueKind));
        Assert.Equal(lead.GetRawText(), (await Client.GetJsonAsync(PathOf(id))).GetRawText());
        Assert.Equal(1, (await Client.ReadBulkAsync(bulk)).GetProperty("errorRecords").GetInt32());
    }

    [Fact]
    [Promise("11.2")]
    public async Task Valid_lead_is_corrected_but_never_into_one_with_errors()
    {
        var (_, id) = await PostAsync(TestData.Lead());
        using var wrong = await CorrectAsync(id, """{"leadName":null,"customerCity":"Nowhere"}""", "\"1\"");
        var problem = await wrong.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors");
        Assert.Equal(["customerCity", "leadName"], Errors(problem.GetProperty("leads")[0]));

        using var right = await CorrectAsync(id, """{"firstName":"زينب","customerCity":"الخبر","vehicles":[{"totalQty":2}]}""", "\"1\"");
        var lead = await right.JsonAsync();
        Assert.Equal((2, id), (Version(lead), lead.GetProperty("leadId").GetInt64()));
        Assert.Equal("زينب", lead.GetProperty("firstName").GetString());
        Assert.Equal("Al Khobar", lead.GetProperty("customerCity").GetString());
        Assert.Equal(2, Assert.Single(lead.GetProperty("vehicles").EnumerateArray()).GetProperty("totalQty").GetInt32());
        Assert.Equal(lead.GetRawText(), (await Client.GetJsonAsync(PathOf(id))).GetRawText());
        var changed = (await ReadRevisionsAsync(id))[0].GetProperty("changes").EnumerateArray();
        Assert.Contains(
            changed,
            change => change.GetProperty("field").GetString() == "customerCity" && change.GetProperty("to").GetString() == "Al Khobar"
        );
    }

    [Theory]
    [InlineData("\"1\"", 200)]
    [InlineData("\"7\", \"1\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"2\"", 412)]
    [InlineData("\"01\"", 412)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"\"", 412)]
    [InlineData("\"99999999999999999999\"", 412)]
    [InlineData("1", 400)]
    [InlineData("\"1", 400)]
    [InlineData("", 428)]
    [Promise("11.2")]
    public async Task Precondition_is_understood_in_every_form(string ifMatch, int status)
    {
        var (_, id) = await PostAsync(TestData.Lead());
        using var response = await CorrectAsync(id, """{"lastName":"Alharbi"}""", ifMatch.Length == 0 ? null : ifMatch);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        var body = await response.JsonAsync();
        if (status == 412)
        {
            Assert.Equal("\"1\"", response.Headers.ETag!.ToString());
            Assert.Equal((1, id), (Version(body), body.GetProperty("leadExternalId").GetInt64()));
        }

        Assert.Equal(status == 200 ? 2 : 1, Version(await Client.GetJsonAsync(PathOf(id))));
    }

    [Theory]
    [InlineData("\"1\"", 304)]
    [InlineData("W/\"1\"", 304)]
    [InlineData("\"0\", \"1\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"2\"", 200)]
    [Promise("11.1")]
    public async Task Lead_that_the_client_has_is_not_sent_again(string ifNoneMatch, int status)
    {
        var (_, id) = await PostAsync(TestData.Lead());
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(id));
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("\"1\"", response.Headers.ETag!.ToString());
    }

    [Fact]
    [Promise("11.2")]
    public async Task Dry_run_shows_the_lead_as_it_would_be_and_changes_nothing()
    {
        var (_, id) = await PostAsync(TestData.Lead(("priority", "Tepid")));
        using var response = await CorrectAsync(PathOf(id) + "?dryRun=true", """{"priority":"Hot"}""", "\"1\"");
        var lead = await response.JsonAsync();
        Assert.Equal((0, 1, "Hot"), (lead.GetProperty("isError").GetInt32(), Version(lead), lead.GetProperty("priority").GetString()));
        Assert.Null(response.Headers.ETag);
        Assert.Equal(1, (await Client.GetJsonAsync(PathOf(id))).GetProperty("isError").GetInt32());
        Assert.Equal(0, (await ReadRevisionsAsync(id)).GetArrayLength());
        using var misspelled = await CorrectAsync(PathOf(id) + "?dryrum=true", """{"priority":"Hot"}""", "\"1\"");
        await misspelled.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"firstName":"Abdullah","brand":"jmc","email":null,"leadNote":"  "}""")]
    [InlineData("""{"vehicles":[{"modelFamily":"grand avenue","modelYear":"2025","totalQty":1.0}]}""")]
    [Promise("11.3")]
    public async Task Patch_that_changes_nothing_makes_no_version(string patch)
    {
        var vehicle = new JsonObject
        {
            ["modelFamily"] = "Grand Avenue",
            ["modelYear"] = 2025,
            ["totalQty"] = 1,
        };
        var (_, id) = await PostAsync(
            TestData.Lead(("firstName", "Abdullah"), ("email", null), ("leadNote", null), ("vehicles", new JsonArray(vehicle)))
        );
        using var response = await CorrectAsync(id, patch, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (response.StatusCode, response.Headers.ETag!.ToString()));
        Assert.Equal(0, (await ReadRevisionsAsync(id)).GetArrayLength());
    }

    [Fact]
    [Promise("2.9")]
    [Promise("11.2")]
    public async Task Name_that_is_no_field_is_refused_unless_the_lead_has_it()
    {
        var (_, id) = await PostAsync(TestData.Lead(("priority", null), ("mobile", "0512345678"), ("note", "x")));
        using var unknown = await CorrectAsync(id, """{"priorty":"Hot"}""", "\"1\"");
        var problem = await unknown.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Equal("priority", problem.GetProperty("suggestions")[0].GetString());
        using var version = await CorrectAsync(id, """{"version":7}""", "\"1\"");
        await version.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");

        using var known = await CorrectAsync(id, """{"priority":"Hot","mobile":null,"note":"y"}""", "\"1\"");
        var lead = await known.JsonAsync();
        Assert.Equal("""{"note":"y"}""", lead.GetProperty("extra").GetRawText());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/merge-patch+json; charset=utf-16")]
    [InlineData("")]
    [Promise("11.2")]
    public async Task Other_media_types_are_refused(string mediaType)
    {
        var (_, id) = await PostAsync(TestData.Lead());
        using var response = await CorrectAsync(id, """{"lastName":"x"}""", "\"1\"", ("Content-Type", mediaType));
        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal(MergePatch, Assert.Single(response.Headers.GetValues("Accept-Patch")));
    }

    [Theory]
    [InlineData("[]", "invalid-parameter")]
    [InlineData("null", "invalid-parameter")]
    [InlineData("\"priority\"", "invalid-parameter")]
    [InlineData(" 42 ", "invalid-parameter")]
    [InlineData("", "not-json")]
    [InlineData("  ", "not-json")]
    [InlineData("{\"priority\":\"Hot\",}", "not-json")]
    [InlineData("{\"priority\":\"Hot\"} {}", "not-json")]
    [InlineData("{\"leadNote\":\"\\ud800\"}", "not-json")]
    [Promise("11.2")]
    public async Task Body_that_is_no_patch_is_refused(string body, string problem)
    {
        var (_, id) = await PostAsync(TestData.Lead());
        using var response = await CorrectAsync(id, body, "\"1\"");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, problem);
    }

    [Fact]
    [Promise("11.2")]
    public async Task Body_that_is_too_deep_or_too_large_is_refused()
    {
        var (_, id) = await PostAsync(TestData.Lead());
        using var deep = await CorrectAsync(id, "{\"leadNote\":" + new string('[', 5000) + new string(']', 5000) + "}", "\"1\"");
        await deep.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-json");
        using var large = await CorrectAsync(id, "{\"leadNote\":\"" + new string('x', 1 << 20) + "\"}", "\"1\"");
        await large.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("""{"firstName":{"a":1}}""", "firstName invalid-type")]
    [InlineData("""{"firstName":["x"]}""", "firstName invalid-type")]
    [InlineData("""{"phoneNumber":1e400}""", "phoneNumber invalid-format")]
    [InlineData("""{"leadName":"a\u0000b"}""", "leadName invalid-character")]
    [InlineData("""{"vehicles":{"totalQty":1}}""", "vehicles invalid-type")]
    [InlineData("""{"vehicles":[null,{"totalQty":99999999999999999999}]}""", "vehicles[0] invalid-type vehicles[1].totalQty out-of-range")]
    [InlineData("""{"brand":"JMC","ou":"KIA"}""", "brand conflict")]
    [InlineData("""{"firstName":"a","firstName":"b"}""", "firstName conflict")]
    [Promise("11.2")]
    public async Task Values_of_a_wrong_type_are_errors_of_the_lead_as_in_one_that_is_sent(string patch, string errors)
    {
        var (_, id) = await PostAsync(TestData.Lead(("priority", "Tepid")));
        using var response = await CorrectAsync(id, patch, "\"1\"");
        var lead = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            errors.Split(' ').Chunk(2).Select(pair => string.Join(' ', pair)).Append("priority not-in-list").Order(),
            lead.GetProperty("errorList")
                .EnumerateArray()
                .Select(error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}")
                .Order()
        );
    }

    [Theory]
    [InlineData("\"a text\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    [Promise("11.2")]
    public async Task Lead_that_was_no_object_can_be_corrected(string sent)
    {
        var (_, id) = await PostAsync($$"""{"leads":[{{sent}}]}""");
        using var response = await CorrectAsync(id, TestData.Lead().ToJsonString(), "\"1\"");
        Assert.Equal(0, (await response.JsonAsync()).GetProperty("isError").GetInt32());
        var first = (await ReadRevisionsAsync(id))[0].GetProperty("changes")[0];
        Assert.Equal(("", sent), (first.GetProperty("field").GetString(), first.GetProperty("from").GetRawText()));
    }

    [Theory]
    [InlineData("999999999")]
    [InlineData("0")]
    [InlineData("-1")]
    [Promise("11.1")]
    public async Task Lead_that_does_not_exist_is_not_found(string id)
    {
        using var read = await Client.GetAsync(Routes.Leads + "/" + id, TestContext.Current.CancellationToken);
        await read.ShouldBeProblemAsync(HttpStatusCode.NotFound, "lead-not-found");
        using var revisions = await Client.GetAsync(Routes.Leads + "/" + id + "/revisions", TestContext.Current.CancellationToken);
        await revisions.ShouldBeProblemAsync(HttpStatusCode.NotFound, "lead-not-found");
        using var corrected = await CorrectAsync(Routes.Leads + "/" + id, "{}", "\"1\"");
        await corrected.ShouldBeProblemAsync(HttpStatusCode.NotFound, "lead-not-found");
    }

    [Fact]
    [Promise("10.3")]
    [Promise("11.2")]
    public async Task Sender_corrects_its_own_leads_only_and_needs_the_scope()
    {
        await using var server = await StartAsync();
        var mine = (await server.CreateKeyAsync("website", "leads:write", "leads:read", "leads:correct")).Text;
        var reader = (await server.CreateKeyAsync("website", "leads:read")).Text;
        var other = (await server.CreateKeyAsync("dealer", "leads:write", "leads:read", "leads:correct")).Text;
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        using var post = TestData.Post(TestData.Bulk(TestData.Lead(("priority", "Tepid"))), (Headers.ApiKey, mine));
        using var stored = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);

        var statuses = new List<HttpStatusCode>();
        foreach (var key in (string[])[reader, other, mine, admin])
        {
            using var response = await CorrectAsync(server.Client, PathOf(1), """{"priority":"Hot"}""", "*", (Headers.ApiKey, key));
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK], statuses);
        using var hidden = await server.Client.SendAsync(other, HttpMethod.Get, PathOf(1) + "/revisions");
        await hidden.ShouldBeProblemAsync(HttpStatusCode.NotFound, "lead-not-found");
        using var seen = await server.Client.SendAsync(admin, HttpMethod.Get, PathOf(1));
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);

        var entries = (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
            .Select(entry => entry.Event)
            .Where(entry => entry.Action is AuditActions.LeadCorrect or AuditActions.LeadRead)
            .Select(entry => $"{entry.Action} {entry.Record} {entry.Detail}");
        Assert.Equal(["lead-correct lead:1 fields priority; errors 1 to 0; api", "lead-read lead:1 "], entries);
    }

    [Fact]
    [Promise("11.3")]
    public async Task Erased_lead_is_not_found_and_a_correction_that_is_erased_leaves_no_value()
    {
        await using var server = await StartAsync();
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        foreach (var lead in (JsonObject[])[TestData.Lead(("priority", "Tepid")), TestData.Lead(("leadNote", "call 0598765432"))])
        {
            using var post = TestData.Post(TestData.Bulk(lead), (Headers.ApiKey, admin));
            using var stored = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        }

        // Only the revision of the second lead has the number, which is somebody else's than the lead's.
        using var first = await CorrectAsync(server.Client, PathOf(1), """{"phoneNumber":"598765432"}""", "*", (Headers.ApiKey, admin));
        using var second = await CorrectAsync(server.Client, PathOf(2), """{"leadNote":"call"}""", "*", (Headers.ApiKey, admin));
        using var erased = await server.Client.SendAsync(
            admin,
            HttpMethod.Post,
            Routes.PersonErase,
            """{"phone":"0598765432","vacuum":false}"""
        );
        var result = await erased.JsonAsync();
        Assert.Equal((1, 1), (result.GetProperty("leads").GetInt32(), result.GetProperty("mentions").GetInt32()));
        Assert.Equal(
            ["revisions"],
            result
                .GetProperty("erased")
                .EnumerateArray()
                .Single(lead => !lead.GetProperty("whole").GetBoolean())
                .GetProperty("namedIn")
                .EnumerateArray()
                .Select(place => place.GetString())
        );
        foreach (var path in (string[])[PathOf(1), PathOf(1) + "/revisions"])
        {
            using var gone = await server.Client.SendAsync(admin, HttpMethod.Get, path);
            await gone.ShouldBeProblemAsync(HttpStatusCode.NotFound, "lead-not-found");
        }

        using var corrected = await CorrectAsync(server.Client, PathOf(1), """{"priority":"Hot"}""", "*", (Headers.ApiKey, admin));
        await corrected.ShouldBeProblemAsync(HttpStatusCode.NotFound, "lead-not-found");
        using var kept = await server.Client.SendAsync(admin, HttpMethod.Get, PathOf(2) + "/revisions");
        Assert.Equal(
            """[{"field":"leadNote","from":null,"to":"call"}]""",
            (await kept.JsonAsync()).GetProperty("revisions")[0].GetProperty("changes").GetRawText()
        );
    }

    /// <summary>
    /// Whatever is corrected in whatever order: the version grows by one with each revision, a valid lead stays valid, what is answered is
    /// what is stored, and the revisions replayed on what was sent give the lead.
    /// </summary>
    [Fact]
    [Promise("11.2")]
    [Promise("11.3")]
    public Task Revisions_replayed_on_what_was_sent_give_the_lead() =>
        Gen.Select(Gen.OneOf(Patches), Gen.OneOf(Patches).Array[1, 6])
            .SampleAsync(
                async (start, patches) =>
                {
                    var sent = TestData.Lead();
                    Apply(sent, JsonNode.Parse(start)!.AsObject());
                    var (_, id) = await PostAsync(sent.DeepClone());
                    var (version, wasValid, current) = (1, false, await Client.GetJsonAsync(PathOf(id)));
                    wasValid = current.GetProperty("isError").GetInt32() == 0;
                    foreach (var patch in patches)
                    {
                        using var response = await CorrectAsync(id, patch, $"\"{version}\"");
                        if (response.StatusCode == HttpStatusCode.UnprocessableEntity)
                        {
                            Assert.True(wasValid);
                            continue;
                        }

                        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                        current = await response.JsonAsync();
                        Assert.InRange(Version(current), version, version + 1);
                        version = Version(current);
                        var isValid = current.GetProperty("isError").GetInt32() == 0;
                        Assert.True(isValid || !wasValid);
                        wasValid = isValid;
                    }

                    var stored = await Client.GetJsonAsync(PathOf(id));
                    Assert.Equal(current.GetRawText(), stored.GetRawText());
                    var revisions = (await ReadRevisionsAsync(id)).EnumerateArray().ToList();
                    Assert.Equal(Enumerable.Range(2, version - 1), revisions.Select(Version));
                    foreach (var change in revisions.SelectMany(revision => revision.GetProperty("changes").EnumerateArray()))
                        Replay(sent, change);
                    using var post = TestData.PostTo(Routes.BulkCheck, TestData.Bulk(sent));
                    using var check = await Client.SendAsync(post, TestContext.Current.CancellationToken);
                    Assert.Equal(Fields((await check.JsonAsync()).GetProperty("leads")[0]), Fields(stored));
                },
                iter: 25
            );

    private static readonly IGen<string>[] Patches =
    [
        .. (
            (string[])
                [
                    "{}",
                    """{"priority":"Hot"}""",
                    """{"priority":"Tepid"}""",
                    """{"priority":null}""",
                    """{"brand":"KIA","branch":null}""",
                    """{"ou":"JMC"}""",
                    """{"customerRegion":"Riyadh","customerCity":"Riyadh"}""",
                    """{"customerCity":"Jeddah"}""",
                    """{"customerRegion":"Makkah"}""",
                    """{"customerRegion":"Eastern","customerCity":"الدمام"}""",
                    """{"firstName":"Zaynab \u0022x\u0022"}""",
                    """{"firstName":5,"lastName":""}""",
                    """{"phoneNumber":"1"}""",
                    """{"phoneNumber":"598765432"}""",
                    """{"vehicles":[]}""",
                    """{"vehicles":[{"modelYear":2024},{"modelYear":"2025","totalQty":3}]}""",
                    """{"vehicles":[{"modelYear":1066}]}""",
                    """{"vehicles":"x"}""",
                    """{"acceptMarketing":"نعم","dateOfBirth":"1990-02-03"}""",
                    """{"dateOfBirth":"soon"}""",
                    """{"lang":"ar"}""",
                    """{"lang":{"a":[1,{"b":null}]}}""",
                ]
        ).Select(patch => Gen.Const(patch)),
    ];

    /// <summary>A merge patch of a lead whose fields have one name.</summary>
    private static void Apply(JsonObject lead, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            Remove(lead, name);
            if (value is not null)
                lead[name] = value.DeepClone();
        }
    }

    private static void Replay(JsonObject lead, JsonElement change)
    {
        var path = change.GetProperty("field").GetString()!;
        var value = JsonNode.Parse(change.GetProperty("to").GetRawText());
        var end = path.IndexOf("].", StringComparison.Ordinal);
        var target = end < 0 ? lead : lead["vehicles"]![int.Parse(path.AsSpan(9, end - 9), CultureInfo.InvariantCulture)]!.AsObject();
        Apply(target, new JsonObject { [path[(end < 0 ? 0 : end + 2)..]] = value });
    }

    private static void Remove(JsonObject lead, string name)
    {
        var names = LeadFields.Table.TryFind(name, out var field, out _) ? field.Names : [name];
        foreach (var one in names)
            lead.Remove(one);
    }

    /// <summary>Everything but ids and what a bulk adds.</summary>
    private static string Fields(JsonElement lead)
    {
        var fields = JsonNode.Parse(lead.GetRawText())!.AsObject();
        foreach (
            var name in (string[])
                ["leadExternalId", "leadId", "leadExternalHeaderId", "createdDate", "createdBy", "version", "warningList", "errorList"]
        )
            fields.Remove(name);
        foreach (var vehicle in fields["vehicles"]!.AsArray())
            vehicle!.AsObject().Remove("leadVehiclesId");
        return fields.ToJsonString() + string.Join(' ', Errors(lead));
    }

    private static int Version(JsonElement lead) => lead.GetProperty("version").GetInt32();

    private static List<string?> Errors(JsonElement lead) =>
        lead.GetProperty("errorList") is { ValueKind: JsonValueKind.Array } errors
            ? [.. errors.EnumerateArray().Select(error => error.GetProperty("field").GetString())]
            : [];

    private static string PathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{Routes.Leads}/{id}");

    private Task<(long Bulk, long Lead)> PostAsync(JsonNode lead) => PostAsync(TestData.Bulk(lead));

    private async Task<(long Bulk, long Lead)> PostAsync(string bulk)
    {
        var id = await Client.PostAsync(bulk);
        return (id, (await Client.ReadBulkAsync(id)).GetProperty("leads")[0].GetProperty("leadExternalId").GetInt64());
    }

    private async Task<JsonElement> ReadRevisionsAsync(long id) =>
        (await Client.GetJsonAsync(PathOf(id) + "/revisions")).GetProperty("revisions");

    private Task<HttpResponseMessage> CorrectAsync(long id, string patch, string? ifMatch, params (string, string)[] headers) =>
        CorrectAsync(Client, PathOf(id), patch, ifMatch, headers);

    private Task<HttpResponseMessage> CorrectAsync(string path, string patch, string? ifMatch) =>
        CorrectAsync(Client, path, patch, ifMatch);

    private static async Task<HttpResponseMessage> CorrectAsync(
        HttpClient client,
        string path,
        string patch,
        string? ifMatch,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(patch));
        var type = headers.FirstOrDefault(header => header.Name == "Content-Type", (Name: "", Value: MergePatch)).Value;
        if (type.Length > 0)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        foreach (var (name, value) in headers.Where(header => header.Name != "Content-Type"))
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
