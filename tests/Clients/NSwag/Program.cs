using Leadgate.Clients;
using Leadgate.Clients.NSwag;
using Newtonsoft.Json;

// Arguments: the address of the service, an API key, the file of the sample request.
var checks = new Checks("NSwag");
using var http = new HttpClient { BaseAddress = new Uri(args[0]) };
http.DefaultRequestHeaders.Add("X-Api-Key", args[1]);
var client = new Client(http);
var id = 0L;

await checks.RunAsync(
    "posts the sample with labels",
    async () =>
    {
        var sample = ReadSample();
        Checks.Equal("Company", sample.Leads.Single().LeadType);
        Checks.Equal(0, sample.Leads.Single().AdditionalProperties.Count);
        id = await CreateAsync("nswag-1", null, sample);
        Checks.True(id > 0);
    }
);
await checks.RunAsync(
    "leaves out what is optional",
    async () =>
    {
        var sample = new Bulk { Leads = ReadSample().Leads };
        Checks.True(await CreateAsync("nswag-2", null, sample) > id);
    }
);
await checks.RunAsync(
    "reads the bulk back",
    async () =>
    {
        var bulk = await client.GetBulkAsync(id, lang: null, accept_Language: null);
        Checks.Equal(id, bulk.Id);
        Checks.Equal(0, bulk.ErrorRecords);
        Checks.True(bulk.CreatedDate > DateTimeOffset.UnixEpoch);
        var lead = bulk.Leads.Single();
        Checks.True(lead.LeadId > 0);
        Checks.True(lead.ErrorList is null);
        Checks.Equal("Male", lead.Gender);
        Checks.Equal(true, lead.TestDriveRequired);
        Checks.Equal("2025-08-17", lead.DateOfBirth);
        StoredVehicle vehicle = lead.Vehicles.Single();
        Checks.Equal(2025, vehicle.ModelYear);
    }
);
await checks.RunAsync(
    "finds the lead",
    async () =>
    {
        var page = await client.SearchLeadsAsync(
            id: id,
            leadId: null,
            leadReference: null,
            fromDate: null,
            toDate: null,
            source: "Showroom",
            subSource: null,
            isError: 0,
            limit: 10,
            cursor: null,
            lang: null,
            accept_Language: null
        );
        Checks.Equal(id, page.Leads.Single().LeadExternalHeaderId);
        Checks.True(page.Next is null);
    }
);
await checks.RunAsync(
    "checks a bulk and reads its errors",
    async () =>
    {
        var bulk = await CheckAsync(SampleWithErrors());
        Checks.True(bulk.Id is null);
        Checks.Equal(1, bulk.ErrorRecords);
        CheckErrors(bulk.Leads.Single().ErrorList);
        var stored = await client.SearchLeadsAsync(null, null, null, null, null, null, null, isError: 1, null, null, null, null);
        Checks.Equal(0, stored.Leads.Count);
    }
);
await checks.RunAsync(
    "reads the error of a date that is read back as it was sent",
    async () =>
    {
        var sample = ReadSample();
        (sample.Leads.Single().DateOfBirth, sample.Leads.Single().LeadDate) = ("17.13.2025", "yesterday");
        var lead = (await client.GetBulkAsync(await CreateAsync(null, null, sample), null, null)).Leads.Single();
        Checks.Equal("17.13.2025", lead.DateOfBirth);
        Checks.Equal("yesterday", lead.LeadDate);
        Checks.Equal("dateOfBirth leadDate", string.Join(' ', lead.ErrorList.Select(error => error.Field)));
    }
);
await checks.RunAsync(
    "reads the problem of an empty bulk",
    async () =>
    {
        var problem = await RefusedAsync(400, () => CreateAsync(null, null, new Bulk { Leads = [] }));
        Checks.True(problem.Type.EndsWith("not-a-bulk", StringComparison.Ordinal));
        Checks.Text(problem.Title);
        Checks.Text(problem.Detail);
        Checks.Text(problem.TitleAr);
        Checks.Text(problem.DetailAr);
        Checks.Text(problem.TraceId);
    }
);
await checks.RunAsync(
    "reads the errors in the problem of a strict bulk",
    async () =>
    {
        var problem = await RefusedAsync(422, () => CreateAsync(null, "handling=strict", SampleWithErrors()));
        Checks.True(problem.Type.EndsWith("leads-have-errors", StringComparison.Ordinal));
        Checks.Equal(1, problem.TotalRecords);
        Checks.Equal(1, problem.ErrorRecords);
        CheckErrors(problem.Leads.Single().ErrorList);
    }
);
await checks.RunAsync(
    "reads the lists",
    async () =>
    {
        var lists = await client.ListListsAsync(lang: null, accept_Language: null, if_None_Match: null);
        Checks.Equal("REGION", lists.Single(list => list.Name == "CITY").Parent);
        var regions = await client.GetListItemsAsync("REGION", parentId: null, lang: null, accept_Language: null, if_None_Match: null);
        var region = regions.Single(item => item.Label == "Eastern Province");
        var cities = await client.GetListItemsAsync("CITY", parentId: region.Value, lang: null, accept_Language: null, if_None_Match: null);
        Checks.True(cities.Any(city => city.Label == "Dammam" && city.ParentValue == region.Value));
    }
);
await checks.RunAsync(
    "reads the suggestions in the problem of an unknown list",
    async () =>
    {
        var problem = await RefusedAsync(404, () => client.GetListItemsAsync("CITI", null, null, null, null));
        Checks.True(problem.Suggestions.Contains("CITY"));
    }
);
await checks.RunAsync(
    "reads the problem of a request without a key",
    async () =>
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(args[0]) };
        var problem = await RefusedAsync(401, () => new Client(stranger).ListListsAsync(null, null, null));
        Checks.True(problem.Type.EndsWith("unauthorized", StringComparison.Ordinal));
    }
);
return checks.ExitCode;

Task<long> CreateAsync(string? key, string? prefer, Bulk bulk) =>
    client.CreateBulkAsync(dryRun: null, lang: null, accept_Language: null, idempotency_Key: key, prefer: prefer, body: bulk);

Task<StoredBulk> CheckAsync(Bulk bulk) =>
    client.CheckBulkAsync(lang: null, accept_Language: null, idempotency_Key: null, prefer: null, body: bulk);

Bulk ReadSample() => JsonConvert.DeserializeObject<Bulk>(File.ReadAllText(args[2]))!;

Bulk SampleWithErrors()
{
    var sample = ReadSample();
    var lead = sample.Leads.Single();
    lead.SubSource = "Walk in the park";
    lead.Priority = null;
    lead.Vehicles =
    [
        new Vehicle
        {
            ModelFamily = "Vigus",
            ModelYear = 2025,
            TotalQty = 2,
        },
    ];
    return sample;
}

static async Task<Problem> RefusedAsync(int status, Func<Task> request)
{
    var refusal = await Checks.ThrowsAsync<ApiException<Problem>>(request);
    Checks.Equal(status, refusal.StatusCode);
    Checks.Equal(status, refusal.Result.Status);
    return refusal.Result;
}

static void CheckErrors(ICollection<Issue> errors)
{
    Checks.Equal(2, errors.Count);
    var unknown = errors.Single(error => error.Field == "subSource");
    Checks.Equal("not-in-list", unknown.Code);
    Checks.Equal("Walk in the park", unknown.Value);
    Checks.Text(unknown.ErrorMessage);
    Checks.Text(unknown.ErrorMessageAr);
    Checks.True(unknown.Suggestions.Contains("Walk-in"));
    var missing = errors.Single(error => error.Field == "priority");
    Checks.Equal("required", missing.Code);
    Checks.True(missing.Value is null);
}
