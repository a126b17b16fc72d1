using Leadgate.Clients;
using Leadgate.Clients.Kiota;
using Leadgate.Clients.Kiota.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;

// Arguments: the address of the service, an API key, the file of the sample request.
var checks = new Checks("Kiota");

// Kiota's own provider of API keys refuses to send one over plain HTTP, also on loopback.
using var http = KiotaClientFactory.Create();
http.DefaultRequestHeaders.Add("X-Api-Key", args[1]);
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = args[0] };
var client = new LeadgateClient(adapter);
var bulks = client.Api.V1.Leads.Bulks;
var id = 0L;

await checks.RunAsync(
    "posts the sample with labels",
    async () =>
    {
        var sample = await ReadSampleAsync();
        Checks.Equal("Company", sample.Leads!.Single().LeadType);
        Checks.Equal(0, sample.Leads!.Single().AdditionalData.Count);
        id = await bulks.PostAsync(sample, request => request.Headers.Add("Idempotency-Key", "kiota-1")) ?? 0;
        Checks.True(id > 0);
    }
);
await checks.RunAsync(
    "leaves out what is optional",
    async () => Checks.True(await bulks.PostAsync(new Bulk { Leads = (await ReadSampleAsync()).Leads }) > id)
);
await checks.RunAsync(
    "reads the bulk back",
    async () =>
    {
        var bulk = (await bulks[id].GetAsync())!;
        Checks.Equal(id, bulk.Id);
        Checks.Equal(0, bulk.ErrorRecords);
        Checks.True(bulk.CreatedDate > DateTimeOffset.UnixEpoch);
        var lead = bulk.Leads!.Single();
        Checks.True(lead.LeadId > 0);
        Checks.True(lead.ErrorList is null);
        Checks.Equal("Male", lead.Gender);
        Checks.Equal(true, lead.TestDriveRequired);
        Checks.Equal("2025-08-17", lead.DateOfBirth);
        StoredVehicle vehicle = lead.Vehicles!.Single();
        Checks.Equal(2025, vehicle.ModelYear);
    }
);
await checks.RunAsync(
    "finds the lead",
    async () =>
    {
        var page = (
            await bulks.GetAsync(request =>
            {
                request.QueryParameters.Id = id;
                request.QueryParameters.Source = "Showroom";
                request.QueryParameters.IsError = 0;
                request.QueryParameters.Limit = 10;
            })
        )!;
        Checks.Equal(id, page.Leads!.Single().LeadExternalHeaderId);
        Checks.True(page.Next is null);
    }
);
await checks.RunAsync(
    "checks a bulk and reads its errors",
    async () =>
    {
        var bulk = (await bulks.Check.PostAsync(await SampleWithErrorsAsync()))!;
        Checks.True(bulk.Id is null);
        Checks.Equal(1, bulk.ErrorRecords);
        CheckErrors(bulk.Leads!.Single().ErrorList!);
        var stored = (await bulks.GetAsync(request => request.QueryParameters.IsError = 1))!;
        Checks.Equal(0, stored.Leads!.Count);
    }
);
await checks.RunAsync(
    "reads the error of a date that is read back as it was sent",
    async () =>
    {
        var sample = await ReadSampleAsync();
        (sample.Leads!.Single().DateOfBirth, sample.Leads!.Single().LeadDate) = ("17.13.2025", "yesterday");
        var lead = (await bulks[await bulks.PostAsync(sample) ?? 0].GetAsync())!.Leads!.Single();
        Checks.Equal("17.13.2025", lead.DateOfBirth);
        Checks.Equal("yesterday", lead.LeadDate);
        Checks.Equal("dateOfBirth leadDate", string.Join(' ', lead.ErrorList!.Select(error => error.Field)));
    }
);
await checks.RunAsync(
    "reads the problem of an empty bulk",
    async () =>
    {
        var problem = await RefusedAsync(400, () => bulks.PostAsync(new Bulk { Leads = [] }));
        Checks.True(problem.Type!.EndsWith("not-a-bulk", StringComparison.Ordinal));
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
        var sample = await SampleWithErrorsAsync();
        var problem = await RefusedAsync(422, () => bulks.PostAsync(sample, request => request.Headers.Add("Prefer", "handling=strict")));
        Checks.True(problem.Type!.EndsWith("leads-have-errors", StringComparison.Ordinal));
        Checks.Equal(1, problem.TotalRecords);
        Checks.Equal(1, problem.ErrorRecords);
        CheckErrors(problem.Leads!.Single().ErrorList!);
    }
);
await checks.RunAsync(
    "reads the lists",
    async () =>
    {
        var lists = (await client.Api.V1.List.GetAsync())!;
        Checks.Equal("REGION", lists.Single(list => list.Name == "CITY").Parent);
        var regions = (await client.Api.V1.List["REGION"].GetAsync())!;
        var region = regions.Single(item => item.Label == "Eastern Province");
        var cities = (await client.Api.V1.List["CITY"].GetAsync(request => request.QueryParameters.ParentId = region.Value))!;
        Checks.True(cities.Any(city => city.Label == "Dammam" && city.ParentValue == region.Value));
    }
);
await checks.RunAsync(
    "reads the suggestions in the problem of an unknown list",
    async () =>
    {
        var problem = await RefusedAsync(404, () => client.Api.V1.List["CITI"].GetAsync());
        Checks.True(problem.Suggestions!.Contains("CITY"));
    }
);
await checks.RunAsync(
    "reads the problem of a request without a key",
    async () =>
    {
        using var stranger = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = args[0] };
        var problem = await RefusedAsync(401, () => new LeadgateClient(stranger).Api.V1.List.GetAsync());
        Checks.True(problem.Type!.EndsWith("unauthorized", StringComparison.Ordinal));
    }
);
return checks.ExitCode;

async Task<Bulk> ReadSampleAsync()
{
    await using var file = File.OpenRead(args[2]);
    return (await KiotaJsonSerializer.DeserializeAsync<Bulk>(file))!;
}

async Task<Bulk> SampleWithErrorsAsync()
{
    var sample = await ReadSampleAsync();
    var lead = sample.Leads!.Single();
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
    var problem = await Checks.ThrowsAsync<Problem>(request);
    Checks.Equal(status, problem.ResponseStatusCode);
    Checks.Equal(status, problem.Status);
    return problem;
}

static void CheckErrors(List<Issue> errors)
{
    Checks.Equal(2, errors.Count);
    var unknown = errors.Single(error => error.Field == "subSource");
    Checks.Equal("not-in-list", unknown.Code);
    Checks.Equal("Walk in the park", (unknown.Value as UntypedString)?.GetValue());
    Checks.Text(unknown.ErrorMessage);
    Checks.Text(unknown.ErrorMessageAr);
    Checks.True(unknown.Suggestions!.Contains("Walk-in"));
    var missing = errors.Single(error => error.Field == "priority");
    Checks.Equal("required", missing.Code);
    Checks.True(missing.Value is null or UntypedNull);
}
