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

    /// <summary>A number that thousands of leads share must not fill the memory.</summary>
    private const int MostShown = 1000;

    public static void MapPersons(this IEndpointRouteBuilder routes)
    {
        var persons = routes
            .MapGroup("")
            .WithTags("Persons")
            .RequireScope(Scopes.Admin)
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter(new InvalidBodyFilter())
            .AddEndpointFilter(new ReadConcurrencyFilter());
        persons.MapPost(Routes.PersonExport, ExportPerson).WithName("exportPerson").WithEffect(RequestEffect.Read);
        persons
            .MapPost(Routes.PersonErase, ErasePerson)
            .WithName("erasePerson")
            .WithDryRun("Show what would be erased, and erase nothing.")
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
    /// This cannot be undone. `?dryRun=true` shows what would be erased, lead by lead: the search finds rather too much than too little, so
    /// look at it, and send in `except` the leads that are not about the person. Leads are kept and counted without their personal data.
    /// At the end the database is rewritten, which takes about as long as copying it. Backups hold the data until they are deleted; see
    /// docs/privacy.md.
    /// </remarks>
    /// <param name="body">The person.</param>
    /// <response code="200">The data was erased; with `dryRun`, what would be erased.</response>
    internal static async Task<Results<Ok<PersonErasure>, Problem>> ErasePerson(
        [Members(Members, MembersAr)] RequestBody<PersonErasureRequest> body,
        HttpContext http,
        PersonRequests persons,
        CancellationToken cancellation
    )
    {
        if (DryRun.Read(http.Request, out var isDryRun) is { } problem)
            return problem;
        var (request, erased, keys) = (body.Value ?? new PersonErasureRequest(), new List<ErasedLead>(), new List<IdempotencyKeyMention>());
        var outcome = isDryRun
            ? await persons.PreviewAsync(request, http.Actor(), Show, cancellation)
            : await persons.EraseAsync(request, http.Actor(), Show, cancellation);
        return outcome switch
        {
            ErasePersonOutcome.Done done => TypedResults.Ok(
                new PersonErasure
                {
                    Leads = done.Counts.Leads,
                    Mentions = done.Counts.Mentions,
                    IdempotencyKeys = done.Counts.Keys,
                    Excepted = done.Excepted,
                    Erased = erased,
                    Keys = keys,
                    OtherMentions =
                    [
                        .. done.Elsewhere.Select(rows => new OtherMention
                        {
                            Table = rows.Table,
                            Column = rows.Column,
                            Rows = rows.Rows,
                        }),
                    ],
                    BytesGone = done.Bytes?.AreGone,
                }
            ),
            ErasePersonOutcome.Invalid(var reason, var reasonAr) => new Problem(ProblemType.InvalidParameter, reason, reasonAr),
            _ => throw new UnreachableException(),
        };

        void Show(DataSubjectMatches matches)
        {
            erased.AddRange(matches.Leads.Take(MostShown - erased.Count).Select(ToContract));
            keys.AddRange(
                matches.Keys.Take(MostShown - keys.Count).Select(key => new IdempotencyKeyMention { Caller = key.Caller, Key = key.Key })
            );
        }
    }

    private static ErasedLead ToContract(MatchedLead lead) =>
        new()
        {
            LeadExternalHeaderId = lead.Stored.Origin.BulkId,
            LeadExternalId = lead.Stored.Id,
            CreatedDate = Utc.From(lead.Stored.Origin.CreatedAt),
            CreatedBy = lead.Stored.Origin.CreatedBy,
            Whole = lead.IsErasedWhole,
            NamedIn = lead.Places,
        };
}
