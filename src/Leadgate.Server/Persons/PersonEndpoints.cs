using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Access;
using Leadgate.Server.Http;

namespace Leadgate.Server.Persons;

/// <summary>Shows or erases what is known of a person, for <c>admin</c>. Who is meant stands in the body: addresses end up in logs.</summary>
internal static class PersonEndpoints
{
    public static void MapPersons(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(Routes.PersonExport, Export)
            .WithName("exportPerson")
            .WithTags("Persons")
            .WithMetadata(new RequiredScope(Scopes.Admin));
        routes.MapPost(Routes.PersonErase, Erase).WithName("erasePerson").WithTags("Persons").WithMetadata(new RequiredScope(Scopes.Admin));
    }

    private static async Task Export(HttpContext http, PersonalData data, PersonExport export, TimeProvider time)
    {
        if (await ReadPersonAsync(http, data) is not { } person)
            return;
        await JsonBody.WriteAsync(
            http,
            json =>
                export.WriteAsync(
                    json,
                    person,
                    data.ExportAsync(person, http.Audit(AuditActions.PersonExport), http.RequestAborted),
                    time.GetUtcNow(),
                    http.RequestAborted
                )
        );
    }

    private static async Task Erase(HttpContext http, PersonalData data, ILogger<PersonalData> log)
    {
        if (await ReadPersonAsync(http, data) is not { } person)
            return;
        var erased = await data.EraseAsync(person, http.Audit(AuditActions.PersonErase), http.RequestAborted);
        Log.PersonErased(log, erased.Leads, erased.Mentions, erased.Keys);
        await JsonBody.WriteAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("leads", erased.Leads);
                json.WriteNumber("mentions", erased.Mentions);
                json.WriteNumber("idempotencyKeys", erased.Keys);
                json.WriteEndObject();
            }
        );
    }

    /// <summary>Who is meant; when that cannot be read, the answer is written and nobody comes back.</summary>
    private static async Task<DataSubject?> ReadPersonAsync(HttpContext http, PersonalData data)
    {
        var (order, problem) = await JsonBody.ReadAsync<PersonOrder>(http, "phone, email, or both", "phone أو email أو كلاهما");
        if (problem is null)
        {
            if (DataSubject.TryCreate(order?.Phone, order?.Email, data.PhoneCodes, out var fault) is { } person)
                return person;
            problem = new Problem(ProblemType.InvalidParameter, fault.English, fault.Arabic);
        }

        await problem.ExecuteAsync(http);
        return null;
    }

    /// <summary>Who is meant, as it is sent.</summary>
    private sealed record PersonOrder(string? Phone, string? Email);
}
