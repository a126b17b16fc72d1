using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Persons;

/// <summary>Export and erasure of a person's data over the API, on both engines.</summary>
public abstract class PersonRequestTests(Engine engine) : EngineTests(engine)
{
    private const string Phone = "512340000";
    private const string Name = "Zaynab Almarked";

    [Fact]
    public async Task An_export_holds_all_data_of_the_person_and_none_of_other_people()
    {
        await using var server = await StartAsync();
        var admin = await FillAsync(server);
        using var response = await PostAsync(server, admin, Routes.PersonExport, """{"phone": "+966 51 234 0000"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var export = await response.JsonAsync();
        Assert.Equal(Phone, export.GetProperty("phone").GetString());

        // Newest first: the lead with errors, as it was sent, and the valid lead with its consents.
        var leads = export.GetProperty("leads").EnumerateArray().ToList();
        Assert.Equal([1, 0], leads.Select(lead => lead.GetProperty("lead").GetProperty("isError").GetInt32()));
        Assert.Equal(Name, leads[0].GetProperty("sent").GetProperty("firstName").GetString());
        Assert.Equal(JsonValueKind.Null, leads[1].GetProperty("sent").ValueKind);
        Assert.Equal(
            ["acceptNewsLetter False website", "acceptMarketing True website", "acceptPrivatePolicy True website"],
            leads[1]
                .GetProperty("consents")
                .EnumerateArray()
                .Select(consent =>
                    string.Join(
                        ' ',
                        consent.GetProperty("consent").GetString(),
                        consent.GetProperty("given").GetBoolean(),
                        consent.GetProperty("recordedBy").GetString()
                    )
                )
        );
        Assert.All(
            leads[1].GetProperty("consents").EnumerateArray(),
            consent => Assert.Equal("2025-08-17T06:49:41.761Z", consent.GetProperty("givenAt").GetString())
        );

        Assert.Equal(
            ["sent errorList", "leadNote"],
            export
                .GetProperty("mentions")
                .EnumerateArray()
                .Select(mention => string.Join(' ', mention.GetProperty("namedIn").EnumerateArray()))
        );
        Assert.Equal(
            ["form-512340000"],
            export.GetProperty("idempotencyKeys").EnumerateArray().Select(key => key.GetProperty("key").GetString())
        );
        Assert.DoesNotContain("Neighbour", export.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Stranger", export.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.6")]
    public async Task Dry_run_of_an_erasure_counts_and_erases_nothing()
    {
        await using var server = await StartAsync();
        var admin = await FillAsync(server);
        var before = await GetLeadsAsync(server, admin);
        using var counted = await PostAsync(server, admin, Routes.PersonErase + "?dryRun=true", """{"phone": "0512340000"}""");
        var preview = await counted.JsonAsync();
        Assert.Equal((2, 2, 1), CountsOf(preview));
        Assert.Equal(
            ["4 False sent.priority errorList", "3 True sent.phoneNumber", "2 False leadNote", "1 True phoneNumber"],
            preview
                .GetProperty("erased")
                .EnumerateArray()
                .Select(lead =>
                    $"{lead.GetProperty("leadExternalId").GetInt64()} {lead.GetProperty("whole").GetBoolean()} "
                    + string.Join(' ', lead.GetProperty("namedIn").EnumerateArray())
                )
        );
        Assert.Equal("form-512340000", Assert.Single(preview.GetProperty("keys").EnumerateArray()).GetProperty("key").GetString());
        Assert.Equal(JsonValueKind.Null, preview.GetProperty("bytesGone").ValueKind);
        Assert.Equal(before.Select(lead => lead.GetRawText()), (await GetLeadsAsync(server, admin)).Select(lead => lead.GetRawText()));

        // It tells whether somebody is known here, also when nobody is found.
        using var nobody = await PostAsync(server, admin, Routes.PersonErase + "?dryRun=true", """{"phone": "0599999999"}""");
        Assert.Equal(HttpStatusCode.OK, nobody.StatusCode);
        Assert.Equal(
            ["key:2 leads 1,3; named in 2,4; 1 idempotency keys", "key:2 leads none; named in none; 0 idempotency keys"],
            (await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Action == AuditActions.PersonPreview)
                .Select(entry => $"{entry.Event.Actor} {entry.Event.Detail}")
        );
    }

    [Fact]
    public async Task Erasure_removes_all_data_of_the_person_and_none_of_other_people()
    {
        await using var server = await StartAsync();
        var admin = await FillAsync(server);
        var before = await GetLeadsAsync(server, admin);
        using var erased = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "0512340000"}""");
        var result = await erased.JsonAsync();
        Assert.Equal((2, 2, 1), CountsOf(result));
        Assert.True(result.GetProperty("bytesGone").GetBoolean());

        var after = await GetLeadsAsync(server, admin);
        Assert.Equal(before.Count, after.Count);
        Assert.All(after, lead => Assert.DoesNotContain(Phone, lead.GetRawText(), StringComparison.Ordinal));
        Assert.All(after, lead => Assert.DoesNotContain(Name, lead.GetRawText(), StringComparison.Ordinal));
        Assert.Equal(
            [Erasure.ErasedText, Erasure.ErasedText],
            after.Select(lead => lead.GetProperty("leadName").GetString()).Where(name => name == Erasure.ErasedText)
        );

        // Leads that mention the person lose only the mention; other leads are unchanged.
        Assert.Equal(
            "Neighbour",
            after.Single(lead => lead.GetProperty("lastName").GetString() == "Neighbour").GetProperty("lastName").GetString()
        );
        var other = after.Single(lead => lead.GetProperty("firstName").GetString() == "Other Neighbour");
        Assert.Equal(
            ["customerCity \"Nowhere\"", "priority "],
            other
                .GetProperty("errorList")
                .EnumerateArray()
                .Select(error =>
                {
                    var value = error.GetProperty("value");
                    var text = value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText();
                    return $"{error.GetProperty("field").GetString()} {text}";
                })
        );
        Assert.Contains(
            after,
            lead => lead.GetRawText() == before.Single(was => was.GetProperty("firstName").GetString() == "Stranger").GetRawText()
        );

        // They are still found by the id that they have at the sender.
        var found = await GetLeadsAsync(server, admin, "?leadReference=string");
        Assert.Equal(
            ["Neighbour", "Other Neighbour", "Stranger"],
            found
                .Select(lead => (First: lead.GetProperty("firstName").GetString(), Last: lead.GetProperty("lastName").GetString()))
                .Select(name => name.Last == "Neighbour" ? name.Last : name.First)
                .Order()
        );

        using var again = await PostAsync(server, admin, Routes.PersonExport, """{"phone": "512340000"}""");
        var export = await again.JsonAsync();
        Assert.All(["leads", "mentions", "idempotencyKeys"], part => Assert.Empty(export.GetProperty(part).EnumerateArray()));
    }

    [Fact]
    public async Task The_audit_trail_and_the_log_record_the_request_without_personal_data()
    {
        await using var server = await StartAsync();
        var admin = await FillAsync(server);
        using var export = await PostAsync(server, admin, Routes.PersonExport, """{"phone": "512340000", "email": "zaynab@example.com"}""");
        using var erased = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "512340000", "email": "zaynab@example.com"}""");
        using var invalid = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "512340000", "email": "zaynab@example"}""");
        var entries = (await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken))
            .Select(entry => entry.Event)
            .ToList();
        Assert.Contains(
            entries,
            entry => entry is { Action: AuditActions.PersonExport, Detail: "leads 1,3; named in 2,4; 1 idempotency keys" }
        );
        Assert.Contains(
            entries,
            entry => entry is { Action: AuditActions.PersonErase, Detail: "leads 1,3; named in 2,4; 1 idempotency keys" }
        );
        string[] personal = [Phone, Name, "zaynab@example", "form-512340000"];
        Assert.All(entries, entry => Assert.DoesNotContain(personal, text => $"{entry}".Contains(text, StringComparison.Ordinal)));
        Assert.Contains(server.LogLines, line => line.Contains("Person erased: 2 leads, 2 mentions", StringComparison.Ordinal));
        Assert.DoesNotContain(server.LogLines, line => personal.Any(text => line.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lead_with_the_number_as_a_name_is_erased_as_a_whole_and_is_not_exported()
    {
        await using var server = await StartAsync();
        var (sender, admin) = (await CreateKeyAsync(server, "website", "leads:write"), await CreateKeyAsync(server, "boss", "admin"));
        using var post = TestData.Post(
            TestData.Bulk(TestData.Lead(("firstName", "Neighbour"), ("phoneNumber", "587654321"), (Phone, true), ("priority", null))),
            (Headers.ApiKey, sender)
        );
        using var sent = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        using var export = await PostAsync(server, admin, Routes.PersonExport, """{"phone": "512340000"}""");
        Assert.DoesNotContain(
            "Neighbour",
            await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var erased = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "512340000"}""");
        Assert.Equal((1, 0, 0), CountsOf(await erased.JsonAsync()));
        Assert.DoesNotContain(await GetLeadsAsync(server, admin), lead => lead.GetRawText().Contains(Phone, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Excepted_leads_stay_as_they_are_and_what_is_outside_of_leads_is_reported()
    {
        await using var server = await StartAsync();
        var admin = await FillAsync(server);
        await server.CreateKeyAsync("form of 0512340000", "leads:write");
        var before = await GetLeadsAsync(server, admin);
        using var erased = await PostAsync(
            server,
            admin,
            Routes.PersonErase,
            """{"phone": "0512340000", "except": [2, 3, 99], "vacuum": false}"""
        );
        var result = await erased.JsonAsync();
        Assert.Equal((1, 1, 1), CountsOf(result));
        Assert.Equal(2, result.GetProperty("excepted").GetInt32());
        Assert.False(result.GetProperty("bytesGone").GetBoolean());
        Assert.Equal("""[{"table":"api_key","column":"name","rows":1}]""", result.GetProperty("otherMentions").GetRawText());
        var after = await GetLeadsAsync(server, admin);
        Assert.All([1, 2], index => Assert.Equal(before[index].GetRawText(), after[index].GetRawText()));

        // The next erasure rewrites the database, even though it finds nothing else.
        using var again = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "0512340000", "except": [2, 3]}""");
        Assert.True((await again.JsonAsync()).GetProperty("bytesGone").GetBoolean());
        using var last = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "0512340009"}""");
        Assert.Equal(JsonValueKind.Null, (await last.JsonAsync()).GetProperty("bytesGone").ValueKind);
    }

    [Fact]
    public async Task A_number_that_thousands_of_leads_share_is_exported_and_erased_in_parts()
    {
        await using var server = await StartAsync();
        var (sender, admin) = (await CreateKeyAsync(server, "website", "leads:write"), await CreateKeyAsync(server, "boss", "admin"));
        var (theirs, other) = (TestData.Lead(("phoneNumber", Phone)), TestData.Lead(("phoneNumber", "587654321")));
        using var post = TestData.Post(
            TestData.Bulk(Enumerable.Range(0, 2500).Select(i => i % 2 == 0 ? theirs : other)),
            (Headers.ApiKey, sender)
        );
        using var sent = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        using var export = await PostAsync(server, admin, Routes.PersonExport, """{"phone": "512340000"}""");
        Assert.Equal(1250, (await export.JsonAsync()).GetProperty("leads").GetArrayLength());
        using var erased = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "512340000"}""");
        Assert.Equal(1250, (await erased.JsonAsync()).GetProperty("leads").GetInt32());
        var details = (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
            .Where(entry => entry.Event.Action == AuditActions.PersonErase)
            .Select(entry => entry.Event.Detail!)
            .ToList();
        Assert.Equal(3, details.Count);
        Assert.Equal(1250, details.Sum(detail => detail.Split(';')[0]["leads ".Length..].Split(',').Length));
        using var again = await PostAsync(server, admin, Routes.PersonErase, """{"phone": "512340000"}""");
        Assert.Equal(0, (await again.JsonAsync()).GetProperty("leads").GetInt32());
    }

    [Fact]
    public async Task A_request_that_does_not_identify_a_person_is_rejected()
    {
        await using var server = await StartAsync();
        var admin = await CreateKeyAsync(server, "boss", "admin");
        (string Body, string Type)[] requests =
        [
            ("{}", "invalid-parameter"),
            ("null", "invalid-parameter"),
            ("""{"phone": "12"}""", "invalid-parameter"),
            ("""{"phone": 512340000}""", "invalid-parameter"),
            ("{", "not-json"),
        ];
        foreach (var (body, type) in requests)
        {
            using var response = await PostAsync(server, admin, Routes.PersonErase, body);
            Assert.Equal((body, HttpStatusCode.BadRequest), (body, response.StatusCode));
            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, type);
        }
    }

    [Fact]
    public async Task Only_an_admin_may_export_or_erase()
    {
        await using var server = await StartAsync();
        var key = await CreateKeyAsync(server, "website", "leads:write", "leads:read", "lists:write");
        foreach (var route in (string[])[Routes.PersonExport, Routes.PersonErase])
        {
            using var response = await PostAsync(server, key, route, """{"phone": "512340000"}""");
            await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "missing-scope");
        }
    }

    private static (int Leads, int Mentions, int Keys) CountsOf(JsonElement erasure) =>
        (
            erasure.GetProperty("leads").GetInt32(),
            erasure.GetProperty("mentions").GetInt32(),
            erasure.GetProperty("idempotencyKeys").GetInt32()
        );

    /// <summary>
    /// Stores two leads of Zaynab, valid and with errors, two of other people that mention her, and one of somebody else.
    /// </summary>
    /// <returns>The key of an admin.</returns>
    private static async Task<string> FillAsync(RunningServer server)
    {
        var (sender, admin) = (await CreateKeyAsync(server, "website", "leads:write"), await CreateKeyAsync(server, "boss", "admin"));
        JsonObject[] leads =
        [
            TestData.Lead(
                ("firstName", Name),
                ("phoneNumber", Phone),
                ("email", "zaynab@example.com"),
                ("acceptNewsLetter", false),
                ("unknownThing", Name)
            ),
            TestData.Lead(("lastName", "Neighbour"), ("phoneNumber", "587654321"), ("leadNote", $"{Name} may call too: +966 51 234 0000")),
            TestData.Lead(("firstName", Name), ("phoneNumber", "+966512340000"), ("priority", null)),
            TestData.Lead(
                ("firstName", "Other Neighbour"),
                ("phoneNumber", "587654321"),
                ("customerCity", "Nowhere"),
                ("priority", $"wife {Name} 0512340000")
            ),
            TestData.Lead(("firstName", "Stranger"), ("phoneNumber", "587654322")),
        ];
        using var post = TestData.Post(TestData.Bulk(leads), (Headers.ApiKey, sender), (Headers.IdempotencyKey, "form-512340000"));
        using var response = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return admin;
    }

    private static Task<List<JsonElement>> GetLeadsAsync(RunningServer server, string key) => GetLeadsAsync(server, key, "/1");

    private static async Task<List<JsonElement>> GetLeadsAsync(RunningServer server, string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Bulks + query)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return [.. (await response.JsonAsync()).GetProperty("leads").EnumerateArray()];
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningServer server, string key, string route, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> CreateKeyAsync(RunningServer server, string name, params string[] scopes) =>
        (await server.CreateKeyAsync(name, scopes)).Text;
}
