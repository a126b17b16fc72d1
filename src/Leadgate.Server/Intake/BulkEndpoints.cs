using Leadgate.Contract;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Intake;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Intake;

/// <summary>Stores bulks (promise 2.1) and checks them without storing them (promise 2.12).</summary>
internal static class BulkEndpoints
{
    private static readonly ProblemType[] BodyProblems =
    [
        ProblemType.NotJson,
        ProblemType.NotABulk,
        ProblemType.InvalidStatus,
        ProblemType.BadRequest,
        ProblemType.RequestTimeout,
        ProblemType.BodyTooLarge,
        ProblemType.TooManyLeads,
        ProblemType.UnsupportedMediaType,
    ];

    public static void MapBulks(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithTags("Leads")
            .RequireScope(Scopes.LeadsWrite)
            .WithBody(typeof(Bulk))
            .WithMetadata(new ParameterPrefixMetadata(FieldDefaults.Prefix), new XmlResponseMetadata())
            .WithProblems(BodyProblems)
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal);
        group
            .MapPost(Routes.Bulks, CreateBulk)
            .WithName("createBulk")
            .WithEffect(RequestEffect.Bulk)
            .WithDryRun("Check the bulk as `checkBulk` does, and store nothing.")
            .WithLanguage()
            .WithProblems(
                ProblemType.InvalidIdempotencyKey,
                ProblemType.IdempotencyKeyInUse,
                ProblemType.IdempotencyKeyReused,
                ProblemType.LeadsHaveErrors,
                ProblemType.OutcomeUnknown
            )
            .Produces<long>();
        group
            .MapPost(Routes.BulkCheck, CheckBulk)
            .WithName("checkBulk")
            .WithEffect(RequestEffect.Read)
            .WithLanguage()
            .WithProblems(ProblemType.InvalidIdempotencyKey, ProblemType.LeadsHaveErrors)
            .Produces<StoredBulk>();
    }

    /// <summary>Create a bulk of leads</summary>
    /// <remarks>
    /// Checks and stores the leads; a response means that they are on disk. **Every lead is stored**, even if it has errors:
    /// `Leadgate-Error-Records` says how many have errors, and `GET /api/v1/leads/bulks/{id}` says what they are. A bulk is only refused as
    /// a whole if its body is not a valid bulk. The body may be compressed (`Content-Encoding: gzip`, `deflate`, or `br`).
    ///
    /// With `Prefer: return=representation` the response is the bulk, as `getBulk` returns it, instead of its id. To check a bulk without
    /// storing it, use `checkBulk`; `?dryRun=true` does the same here.
    /// </remarks>
    /// <response code="200">
    /// The id of the stored bulk. With `Prefer: return=representation` the bulk as `getBulk` returns it; with `dryRun` the bulk as
    /// `checkBulk` returns it.
    /// </response>
    [RequestHeader(
        Headers.IdempotencyKey,
        "1 to 255 printable characters, unique for each bulk. "
            + "The same key with the same body gets the same response, and nothing is stored twice. A UUID is a good key; repeat one only "
            + "to send the same body again."
    )]
    [RequestHeader(
        Headers.Prefer,
        "`handling=strict`: store nothing if a lead has an error. "
            + "`return=representation`: respond with the bulk instead of its id (RFC 7240).",
        Example = "handling=strict"
    )]
    [ResponseHeader(200, "Location", "The path of the bulk.", Routes.Bulks + "/532")]
    [ResponseHeader(200, Headers.TotalRecords, "The number of leads in the bulk.", "20")]
    [ResponseHeader(200, Headers.ErrorRecords, "The number of leads with errors.", "0")]
    [ResponseHeader(200, Headers.PreferenceApplied, "The preferences that were applied.", "handling=strict")]
    [ResponseHeader(
        200,
        Headers.IdempotentReplayed,
        "`true` if the bulk was stored by an earlier request with this idempotency key; otherwise absent.",
        "true"
    )]
    internal static async Task<Results<IntakeResult, Problem>> CreateBulk(
        HttpContext http,
        LeadIntake intake,
        LeadFormats formats,
        LeadQueries queries,
        ReadConcurrencyLimit reads,
        LeadgateSettings settings
    )
    {
        if (ReadRequest(http, formats, settings, out var request) is { } problem)
            return problem;
        if (DryRun.Read(http.Request, out var isDryRun) is { } invalid)
            return invalid;
        return await SubmitAsync(http, intake, queries, reads, request! with { IsDryRun = isDryRun });
    }

    /// <summary>Check a bulk of leads</summary>
    /// <remarks>
    /// Reads and checks the leads as `createBulk` does, and stores nothing. The response is the bulk with every lead and its errors,
    /// without ids. The same limits apply.
    /// </remarks>
    /// <response code="200">The checked bulk.</response>
    [RequestHeader(
        Headers.IdempotencyKey,
        "Not needed, because nothing is stored, and not used up. It must be valid if it is sent: 1 to 255 printable characters."
    )]
    [RequestHeader(Headers.Prefer, "`handling=strict`: respond with 422 if a lead has an error (RFC 7240).", Example = "handling=strict")]
    [ResponseHeader(200, Headers.TotalRecords, "The number of leads in the bulk.", "20")]
    [ResponseHeader(200, Headers.ErrorRecords, "The number of leads with errors.", "0")]
    [ResponseHeader(200, Headers.PreferenceApplied, "The preferences that were applied.", "handling=strict")]
    internal static async Task<Results<IntakeResult, Problem>> CheckBulk(
        HttpContext http,
        LeadIntake intake,
        LeadFormats formats,
        LeadQueries queries,
        ReadConcurrencyLimit reads,
        LeadgateSettings settings
    )
    {
        if (ReadRequest(http, formats, settings, out var request) is { } problem)
            return problem;
        return await SubmitAsync(http, intake, queries, reads, request! with { IsDryRun = true });
    }

    private static Problem? ReadRequest(HttpContext http, LeadFormats formats, LeadgateSettings settings, out IntakeRequest? request)
    {
        request = null;
        if (formats.Select(http.Request, out var format) is { } unsupported)
            return unsupported;
        if (IdempotencyKeys.Read(http.Request.Headers[Headers.IdempotencyKey], out var key) is { } invalidKey)
            return invalidKey;
        if (FieldDefaults.Read(http.Request.Query, out var defaults) is { } invalidDefaults)
            return invalidDefaults;

        // A body with Content-Length is refused here, before it is read; one without a length while it is.
        var maxBytes = settings.Limits.MaxBytes;
        BodyLimit.Set(http, maxBytes);
        if (http.Request.ContentLength > maxBytes)
        {
            var refusal = BulkRefusal.TooLarge(maxBytes);
            return new Problem(refusal.Type, refusal.Detail, refusal.DetailAr);
        }

        request = new IntakeRequest(http.Request.Body, format!, http.Caller().Sender)
        {
            BodyLength = http.Request.ContentLength,
            IdempotencyKey = key,
            Defaults = defaults,
        };
        return null;
    }

    private static async Task<IntakeResult> SubmitAsync(
        HttpContext http,
        LeadIntake intake,
        LeadQueries queries,
        ReadConcurrencyLimit reads,
        IntakeRequest request
    )
    {
        // Whoever checks a bulk wants to see the result. What a key prefers is about bulks that are stored.
        var defaults = request.IsDryRun ? KeyPreferences.None : http.Caller().Preferences;
        var preferences = Preferences.Read(http.Request.Headers[Headers.Prefer], defaults);
        var outcome = await intake.SubmitAsync(request with { IsStrict = preferences.IsStrict }, http.RequestAborted);

        // An earlier request stored this bulk with its errors, so it was not handled strictly, whatever this one prefers.
        if (outcome is IntakeOutcome.Replayed { Bulk.ErrorRecords: > 0 })
            preferences = preferences.WithoutStrict();
        if (preferences.Applied.Length > 0)
            http.Response.Headers[Headers.PreferenceApplied] = preferences.Applied;
        return new IntakeResult(outcome, preferences, queries, reads);
    }
}
