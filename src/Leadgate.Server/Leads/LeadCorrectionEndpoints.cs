using System.Diagnostics;
using Leadgate.Contract;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Leadgate.Server.Leads;

/// <summary>Reads and corrects single leads (promise 11).</summary>
internal static class LeadCorrectionEndpoints
{
    private const string Tag = "\"3\"";

    private static Problem NotFound { get; } =
        new(
            ProblemType.LeadNotFound,
            "Use the leadExternalId of a lead, which is a whole number. The data of a lead that was erased cannot be read.",
            "استخدم الرقم leadExternalId لعميل محتمل، وهو عدد صحيح. ولا تُقرأ بيانات عميل محتمل حُذفت بياناته."
        );

    private static Problem NoPrecondition { get; } =
        new(
            ProblemType.PreconditionRequired,
            "Send If-Match with the ETag of the lead that you have read, such as If-Match: \"3\". Then nothing that others corrected "
                + "meanwhile is lost.",
            $"أرسل الترويسة If-Match وفيها قيمة ETag التي قرأتها، مثل {BidiText.Ltr("If-Match: \"3\"")}، "
                + "حتى لا يضيع ما صحّحه غيرك في هذه الأثناء."
        );

    private static Problem InvalidPrecondition { get; } =
        new(
            ProblemType.InvalidParameter,
            "If-Match must be the ETag of the lead in quotation marks, such as If-Match: \"3\".",
            $"يجب أن تكون قيمة If-Match هي قيمة ETag بين علامتي اقتباس، مثل {BidiText.Ltr("If-Match: \"3\"")}."
        );

    public static void MapLeadCorrections(this IEndpointRouteBuilder routes)
    {
        var read = routes
            .MapGroup("")
            .WithTags("Leads")
            .RequireScope(Scopes.LeadsRead)
            .WithProblems(ProblemType.LeadNotFound, ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter(new ReadConcurrencyFilter());
        read.MapGet(Routes.Lead, GetLead).WithName("getLead").WithLanguage().Produces(StatusCodes.Status304NotModified).Add(RequireNumber);
        read.MapGet(Routes.LeadRevisions, GetRevisions).WithName("getLeadRevisions").Produces<LeadRevisions>().Add(RequireNumber);
        routes
            .MapPatch(Routes.Lead, CorrectLead)
            .WithTags("Leads")
            .WithName("correctLead")
            .RequireScope(Scopes.LeadsCorrect)
            .WithLanguage()
            .WithDryRun("Respond with the lead as it would be, and change nothing.")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(
                ProblemType.LeadNotFound,
                ProblemType.PreconditionRequired,
                ProblemType.LeadsHaveErrors,
                ProblemType.StoreUnavailable,
                ProblemType.OutcomeUnknown,
                ProblemType.Overloaded,
                ProblemType.Internal
            )
            .Produces<VersionedLead>(StatusCodes.Status412PreconditionFailed, "application/json")
            .AddEndpointFilter(new ReadConcurrencyFilter())
            .AddEndpointFilter(new InvalidBodyFilter())
            .Add(RequireNumber);
    }

    /// <summary>Get a lead</summary>
    /// <remarks>
    /// One lead, valid or with errors, with its version. A key without the scope `admin` reads the leads that were sent under its name.
    /// </remarks>
    /// <param name="id" example="574">The `leadExternalId` of the lead.</param>
    /// <response code="200">The lead.</response>
    /// <response code="304">The lead that you have is still current.</response>
    [RequestHeader("If-None-Match", "The ETag of the lead that you have. If it has not been changed since, the response is 304.")]
    [ResponseHeader(200, "ETag", "The version of the lead.", Tag)]
    [ResponseHeader(304, "ETag", "The version of the lead.", Tag)]
    internal static async Task<Results<VersionedLeadResult, Problem>> GetLead(long id, HttpContext http, LeadCorrections corrections) =>
        await corrections.FindAsync(id, LeadAccess.For(http), http.RequestAborted) is { } lead ? new VersionedLeadResult(lead) : NotFound;

    /// <summary>Correct a lead</summary>
    /// <remarks>
    /// Applies a JSON merge patch (RFC 7396) to the lead as it was sent, and validates the result as if it were sent again. A lead without
    /// errors becomes valid: it keeps its `leadExternalId` and gets its `leadId`. A lead that still has errors is stored with those that
    /// are left. A valid lead is never changed into one with errors.
    ///
    /// Names match fields in any case and by either name. `null` removes a field, `vehicles` is replaced as a whole, and a property that is
    /// no field can be changed or removed if the lead has it. A patch that changes nothing makes no new version.
    /// </remarks>
    /// <param name="id" example="574">The `leadExternalId` of the lead.</param>
    /// <param name="body">The fields to change.</param>
    /// <response code="200">The corrected lead; it may still have errors.</response>
    /// <response code="412">The lead was changed since you read it. The body is the lead as it is now.</response>
    [RequestHeader("If-Match", "The ETag of the lead that you have read. `*` corrects whatever version there is.", Example = Tag)]
    [RequestHeader(
        Headers.Prefer,
        "`handling=strict`: respond with 422 and change nothing if the lead would still have errors (RFC 7240).",
        Example = "handling=strict"
    )]
    [ResponseHeader(200, "ETag", "The new version of the lead; absent in the response to a dry run.", Tag)]
    [ResponseHeader(200, Headers.PreferenceApplied, "The preferences that were applied.", "handling=strict")]
    [ResponseHeader(412, "ETag", "The version that the lead has now.", Tag)]
    internal static async Task<Results<VersionedLeadResult, Problem>> CorrectLead(
        long id,
        LeadPatchBody body,
        HttpContext http,
        LeadCorrections corrections
    )
    {
        if (DryRun.Read(http.Request, out var isDryRun) is { } invalidParameter)
            return invalidParameter;
        if (ReadExpected(http.Request, out var expected) is { } noPrecondition)
            return noPrecondition;
        var preferences = Preferences.Read(http.Request.Headers[Headers.Prefer], http.Caller().Preferences).WithoutMinimal();
        if (preferences.Applied.Length > 0)
            http.Response.Headers[Headers.PreferenceApplied] = preferences.Applied;
        var options = new CorrectionOptions(preferences.IsStrict, isDryRun);
        return await corrections.CorrectAsync(id, expected, body.Patch!, options, CorrectionCaller.For(http), http.RequestAborted) switch
        {
            CorrectionOutcome.Corrected corrected => new VersionedLeadResult(corrected.Lead, isStored: !isDryRun),
            CorrectionOutcome.Unchanged unchanged => new VersionedLeadResult(unchanged.Lead),
            CorrectionOutcome.Conflict conflict => new VersionedLeadResult(conflict.Lead, StatusCodes.Status412PreconditionFailed),
            CorrectionOutcome.HasErrors errors => CreateProblem(errors, RequestLanguage.IsArabic(http.Request)),
            CorrectionOutcome.UnknownField unknown => UnknownName.Member(unknown.Name, "", FieldNames, [DryRun.Parameter, "lang"]),
            CorrectionOutcome.NotFound => NotFound,
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Get the corrections of a lead</summary>
    /// <remarks>Each change of the lead since it arrived, the oldest first: when, by whom, and what.</remarks>
    /// <param name="id" example="574">The `leadExternalId` of the lead.</param>
    /// <response code="200">The corrections.</response>
    internal static async Task<Results<LeadRevisionsResult, Problem>> GetRevisions(
        long id,
        HttpContext http,
        LeadCorrections corrections
    ) =>
        await corrections.FindRevisionsAsync(id, LeadAccess.For(http), http.RequestAborted) is { } revisions
            ? new LeadRevisionsResult(revisions)
            : NotFound;

    private static IReadOnlyList<string> FieldNames { get; } = [.. LeadFields.All.SelectMany(field => field.Names)];

    /// <summary>The versions that <c>If-Match</c> names (RFC 9110 section 13.1.1); null for any.</summary>
    private static Problem? ReadExpected(HttpRequest request, out IReadOnlyCollection<int>? versions)
    {
        versions = [];
        if (request.Headers.IfMatch.Count == 0)
            return NoPrecondition;
        if (!EntityTags.TryReadIfMatch(request, out versions))
            return InvalidPrecondition;
        return null;
    }

    private static Problem CreateProblem(CorrectionOutcome.HasErrors outcome, bool arabic) =>
        new(
            ProblemType.LeadsHaveErrors,
            outcome.WasValid
                ? "The lead is valid, and a correction must leave it valid. Nothing was changed. Fix the errors and send the patch again."
                : "The lead would still have errors, so nothing was changed (handling=strict). Fix them in the same patch, and send it "
                    + "again.",
            outcome.WasValid
                ? "بيانات العميل المحتمل صحيحة، ولا يجوز أن يُدخل التصحيح فيها أخطاء. لم يتغير شيء. صحّح الأخطاء ثم أعد إرسال التصحيح."
                : $"ستبقى أخطاء في بيانات العميل المحتمل، ولذلك لم يتغير شيء ({BidiText.Ltr("handling=strict")}). "
                    + "صحّحها في الطلب نفسه ثم أعد إرساله."
        )
        {
            WriteMembersAsync = async json =>
            {
                json.Writer.WriteNumber("totalRecords", 1);
                json.Writer.WriteNumber("errorRecords", 1);
                json.Writer.WriteStartArray("leads");
                await BulkResponseWriter.WriteLeadsAsync(json, [outcome.Lead with { Version = null, Origin = null }], arabic);
                json.Writer.WriteEndArray();
            },
        };

    /// <summary>Other paths below <c>leads</c> are no leads that are missing, and have methods of their own (promise 2.7).</summary>
    public static void RequireNumber(EndpointBuilder builder)
    {
        var route = (RouteEndpointBuilder)builder;
        route.RoutePattern = RoutePatternFactory.Pattern(
            route.RoutePattern.RawText,
            defaults: null,
            new RouteValueDictionary(route.RoutePattern.Parameters.ToDictionary(one => one.Name, _ => (object?)new LongRouteConstraint())),
            route.RoutePattern.PathSegments
        );
    }
}
