using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Intake;

/// <summary>Takes bulks in (promise 2.1) and checks them without storing them (promise 2.12).</summary>
internal static class BulkEndpoints
{
    public static void MapBulks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Leads").WithMetadata(new RequiredScope(Scopes.LeadsWrite));
        group.MapPost(Routes.Bulks, CreateBulk).WithName("createBulk").Produces<long>();
        group.MapPost(Routes.BulkCheck, CheckBulk).WithName("checkBulk");
    }

    private static async Task<Results<IntakeResult, Problem>> CreateBulk(
        HttpContext http,
        LeadIntake intake,
        LeadFormats formats,
        LeadQueries queries,
        LeadgateSettings settings
    )
    {
        if (ReadRequest(http, formats, settings, out var request) is { } problem)
            return problem;
        if (ReadDryRun(http.Request, out var isDryRun) is { } invalid)
            return invalid;
        return await SubmitAsync(http, intake, queries, request! with { IsDryRun = isDryRun });
    }

    private static async Task<Results<IntakeResult, Problem>> CheckBulk(
        HttpContext http,
        LeadIntake intake,
        LeadFormats formats,
        LeadQueries queries,
        LeadgateSettings settings
    )
    {
        if (ReadRequest(http, formats, settings, out var request) is { } problem)
            return problem;
        return await SubmitAsync(http, intake, queries, request! with { IsDryRun = true });
    }

    private static Problem? ReadRequest(HttpContext http, LeadFormats formats, LeadgateSettings settings, out IntakeRequest? request)
    {
        request = null;
        if (formats.Select(http.Request, out var format) is { } unsupported)
            return unsupported;
        if (IdempotencyKeys.Read(http.Request.Headers[Headers.IdempotencyKey], out var key) is { } invalidKey)
            return invalidKey;

        // A body with Content-Length is refused here, before it is read. The framework's limit would do so too, but not name the limit;
        // it applies to bodies without a length, together with the reader's own.
        var maxBytes = settings.Limits.MaxBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes + 1;
        if (http.Request.ContentLength > maxBytes)
        {
            var refusal = BulkRefusal.TooLarge(maxBytes);
            return new Problem(refusal.Type, refusal.Detail, refusal.DetailAr);
        }

        request = new IntakeRequest(http.Request.Body, format!, http.Caller().Sender) { IdempotencyKey = key };
        return null;
    }

    private static Problem? ReadDryRun(HttpRequest request, out bool isDryRun)
    {
        isDryRun = false;
        if (request.Query["dryRun"] is not [{ } text, ..])
            return null;
        isDryRun = text.ToLowerInvariant() is "true" or "1" or "";
        return isDryRun || text.ToLowerInvariant() is "false" or "0"
            ? null
            : new Problem(
                ProblemType.InvalidParameter,
                "dryRun must be true or false.",
                $"يجب أن تكون قيمة dryRun {WordList.Or(true, ["true", "false"])}."
            );
    }

    private static async Task<IntakeResult> SubmitAsync(HttpContext http, LeadIntake intake, LeadQueries queries, IntakeRequest request)
    {
        var preferences = Preferences.Read(http.Request.Headers[Headers.Prefer]);
        if (preferences.Applied.Length > 0)
            http.Response.Headers[Headers.PreferenceApplied] = preferences.Applied;
        var outcome = await intake.SubmitAsync(request with { IsStrict = preferences.IsStrict }, http.RequestAborted);
        return new IntakeResult(outcome, preferences, queries);
    }
}
