using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Corrections;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Stored = Leadgate.Storage.Corrections.BulkCorrection;

namespace Leadgate.Server.Leads;

/// <summary>Corrects every lead that has one wrong value (promise 11.5).</summary>
internal static class BulkCorrectionEndpoints
{
    private const string Members = "field, value, replacement, and perhaps rememberAsAlias";
    private const string MembersAr = "field و value و replacement، وكذلك rememberAsAlias عند الحاجة";

    private static Problem NotFound { get; } =
        new(
            ProblemType.CorrectionNotFound,
            "Use the path in the Location of the response that started the correction.",
            "استخدم المسار المذكور في Location في الرد الذي بدأ التصحيح."
        );

    public static void MapBulkCorrections(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithTags("Leads")
            .RequireScope(Scopes.LeadsCorrect)
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter(new ReadConcurrencyFilter());
        group
            .MapPost(Routes.LeadCorrections, CorrectLeads)
            .WithName("correctLeads")
            .WithDryRun("Count the leads, and change nothing.")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.InvalidReplacement, ProblemType.InvalidAlias, ProblemType.OutcomeUnknown)
            .AddEndpointFilter(new InvalidBodyFilter());
        group
            .MapGet(Routes.LeadCorrection, GetCorrection)
            .WithName("getCorrection")
            .WithProblems(ProblemType.CorrectionNotFound)
            .Add(LeadCorrectionEndpoints.RequireNumber);
    }

    /// <summary>Correct all leads that have a wrong value</summary>
    /// <remarks>
    /// Every lead that waits with this error gets the replacement, and is validated as `correctLead` does. It happens in the background, in
    /// portions: `Location` says how far it is. The same request again, while it runs, starts nothing new. A key without the scope `admin`
    /// corrects the leads that were sent under its name.
    ///
    /// With `rememberAsAlias` the wrong value also becomes an alias of the item, so that leads that are sent later have no error.
    /// </remarks>
    /// <param name="body">The wrong value, and what replaces it.</param>
    /// <response code="200">A dry run: how many leads would be corrected.</response>
    /// <response code="202">The correction runs.</response>
    [ResponseHeader(202, "Location", "The path that says how far the correction is.", Routes.LeadCorrections + "/12")]
    internal static async Task<Results<Ok<BulkCorrection>, Accepted<BulkCorrection>, Problem>> CorrectLeads(
        [Members(Members, MembersAr)] RequestBody<BulkCorrectionRequest> body,
        HttpContext http,
        BulkCorrections corrections,
        CancellationToken cancellation
    )
    {
        if (DryRun.Read(http.Request, out var isDryRun) is { } problem)
            return problem;
        var request = body.Value ?? new BulkCorrectionRequest();
        var command = new BulkCorrectionCommand(
            request.Field ?? "",
            request.Value ?? "",
            request.Replacement.ValueKind == JsonValueKind.Undefined ? default : Encoding.UTF8.GetBytes(request.Replacement.GetRawText()),
            request.RememberAsAlias == true,
            isDryRun
        );
        return await corrections.SubmitAsync(command, CorrectionCaller.For(http), http.Actor(), cancellation) switch
        {
            BulkCorrectionOutcome.Running(var running) => TypedResults.Accepted(
                string.Create(CultureInfo.InvariantCulture, $"{Routes.LeadCorrections}/{running.Id}"),
                ToContract(running)
            ),
            BulkCorrectionOutcome.Counted(var counts) => TypedResults.Ok(
                new BulkCorrection
                {
                    Leads = counts.Corrected + counts.WithErrors,
                    Corrected = counts.Corrected,
                    StillWithErrors = counts.WithErrors,
                }
            ),
            BulkCorrectionOutcome.Invalid(var reason) => new Problem(ProblemType.InvalidParameter, reason.English, reason.Arabic),
            BulkCorrectionOutcome.InvalidReplacement(var reason, var suggestions) => new Problem(
                ProblemType.InvalidReplacement,
                reason.English,
                reason.Arabic
            )
            {
                Suggestions = suggestions.Count > 0 ? suggestions : null,
            },
            BulkCorrectionOutcome.InvalidAlias(var reason) => new Problem(ProblemType.InvalidAlias, reason.English, reason.Arabic),
            BulkCorrectionOutcome.Forbidden(var missing) => ApiKeyMiddleware.MissingScope(missing, http.Caller().Key),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Get a correction of many leads</summary>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="200">How far it is.</response>
    internal static async Task<Results<Ok<BulkCorrection>, Problem>> GetCorrection(
        long id,
        HttpContext http,
        BulkCorrections corrections,
        CancellationToken cancellation
    ) => await corrections.FindAsync(id, LeadAccess.For(http), cancellation) is { } found ? TypedResults.Ok(ToContract(found)) : NotFound;

    private static BulkCorrection ToContract(Stored correction) =>
        new()
        {
            Id = correction.Id,
            Status = correction.Status,
            Leads = correction.Leads,
            Corrected = correction.Corrected,
            StillWithErrors = correction.WithErrors,
        };
}
