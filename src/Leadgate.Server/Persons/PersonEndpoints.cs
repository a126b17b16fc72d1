using System.Diagnostics;
using Leadgate.Contract;
using Leadgate.Contract.Persons;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Persons;

/// <summary>Exports and erases the data of a person, who is named in the body: addresses end up in logs.</summary>
internal static class PersonEndpoints
{
    private const string Members = "phone, email, or both";
    private const string MembersAr = "phone أو email أو كلاهما";

    public static void MapPersons(this IEndpointRouteBuilder routes)
    {
        var persons = routes
            .MapGroup("")
            .WithTags("Persons")
            .RequireScope(Scopes.Admin)
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter<InvalidBodyFilter>()
            .AddEndpointFilter<ReadConcurrencyFilter>();
        persons.MapPost(Routes.PersonExport, ExportPerson).WithName("exportPerson").WithEffect(RequestEffect.Read);
        persons
            .MapPost(Routes.PersonErase, ErasePerson)
            .WithName("erasePerson")
            .WithDryRun("Count what would be erased, and erase nothing.")
            .WithProblems(ProblemType.OutcomeUnknown);
    }

    /// <summary>Export the data of a person</summary>
    /// <remarks>
    /// The person's own leads in full, with their consents; of other people's leads that mention the person, only where. Every stored
    /// lead is searched, which takes about half a minute for a million leads.
    /// </remarks>
    /// <param name="body">The person.</param>
    /// <response code="200">The person's data.</response>
    internal static Results<StreamedJson<PersonExport>, Problem> ExportPerson(
        [Members(Members, MembersAr)] RequestBody<PersonRequest> body,
        HttpContext http,
        PersonRequests persons,
        PersonExportWriter writer,
        CancellationToken cancellation
    ) =>
        persons.Export(body.Value ?? new PersonRequest(), http.Actor(), cancellation) switch
        {
            ExportPersonOutcome.Found found => new StreamedJson<PersonExport>((json, token) => writer.WriteAsync(json, found, token)),
            ExportPersonOutcome.Invalid(var reason, var reasonAr) => new Problem(ProblemType.InvalidParameter, reason, reasonAr),
            _ => throw new UnreachableException(),
        };

    /// <summary>Erase the data of a person</summary>
    /// <remarks>
    /// This cannot be undone; `?dryRun=true` shows what would be erased. Leads are kept and counted without their personal data. Free pages
    /// of the database and backups hold the data for a while; see docs/privacy.md.
    /// </remarks>
    /// <param name="body">The person.</param>
    /// <response code="200">The data was erased; with `dryRun`, what would be erased.</response>
    internal static async Task<Results<Ok<PersonErasure>, Problem>> ErasePerson(
        [Members(Members, MembersAr)] RequestBody<PersonRequest> body,
        HttpContext http,
        PersonRequests persons,
        CancellationToken cancellation
    )
    {
        if (DryRun.Read(http.Request, out var isDryRun) is { } problem)
            return problem;
        var person = body.Value ?? new PersonRequest();
        var outcome = isDryRun
            ? await persons.CountAsync(person, http.Actor(), cancellation)
            : await persons.EraseAsync(person, http.Actor(), cancellation);
        return outcome switch
        {
            ErasePersonOutcome.Done(var counts) => TypedResults.Ok(
                new PersonErasure
                {
                    Leads = counts.Leads,
                    Mentions = counts.Mentions,
                    IdempotencyKeys = counts.Keys,
                }
            ),
            ErasePersonOutcome.Invalid(var reason, var reasonAr) => new Problem(ProblemType.InvalidParameter, reason, reasonAr),
            _ => throw new UnreachableException(),
        };
    }
}
