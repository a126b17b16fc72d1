using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Intake;

/// <summary>Takes bulks in and reads them back (promises 2.1, 2.4 and 2.5).</summary>
internal static class BulkEndpoints
{
    private const long LargeRest = 256 * 1024;

    public static void MapBulks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Routes.Bulks, PostBulk).WithName("postBulk").WithTags("Leads").WithMetadata(new RequiredScope(Scopes.LeadsWrite));
        routes.MapGet(Routes.Bulks, FindLeads).WithName("findLeads").WithTags("Leads").WithMetadata(new RequiredScope(Scopes.LeadsRead));
        routes.MapGet(Routes.Bulk, ReadBulk).WithName("readBulk").WithTags("Leads").WithMetadata(new RequiredScope(Scopes.LeadsRead));
    }

    private static async Task PostBulk(HttpContext http, LeadIntake intake, BulkAnswers answers, LeadgateSettings settings)
    {
        if (JsonBody.Refuse(http.Request) is { } unsupported)
        {
            await unsupported.ExecuteAsync(http);
            return;
        }

        if (IdempotencyKeys.Read(http.Request.Headers[Headers.IdempotencyKey], out var key) is { } wrongKey)
        {
            await wrongKey.ExecuteAsync(http);
            return;
        }

        if (ReadDryRun(http.Request, out var isDryRun) is { } wrongFlag)
        {
            await wrongFlag.ExecuteAsync(http);
            return;
        }

        // The framework's limit answers before the body is read, ours names the limit; with chunks only ours knows.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = settings.Limits.MaxBytes + 1;
        if (http.Request.ContentLength > settings.Limits.MaxBytes)
        {
            var refusal = BulkRefusal.TooLarge(settings.Limits.MaxBytes);
            await new Problem(refusal.Type, refusal.Detail, refusal.DetailAr).ExecuteAsync(http);
            return;
        }

        var preferences = Preferences.Read(http.Request.Headers[Headers.Prefer]);
        if (preferences.Applied.Length > 0)
            http.Response.Headers[Headers.PreferenceApplied] = preferences.Applied;
        var request = new IntakeRequest(http.Request.Body, http.Caller(), key, preferences.IsStrict, isDryRun);
        await AnswerAsync(http, await intake.TakeAsync(request, http.RequestAborted), preferences, answers);
    }

    private static async Task AnswerAsync(HttpContext http, IntakeOutcome outcome, Preferences preferences, BulkAnswers answers)
    {
        switch (outcome)
        {
            case { Stored: { } bulk }:
                http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{bulk.Id}");
                SetCounts(http, bulk.TotalRecords, bulk.ErrorRecords);
                if (preferences.WantsRepresentation)
                    await WriteRepresentationAsync(http, bulk, answers);
                else
                    await WriteIdAsync(http.Response, bulk.Id);
                break;
            case { Checked: { } bulk }:
                SetCounts(http, bulk.Leads.Count, bulk.ErrorRecords);
                await BulkAnswers.WriteAsync(http, bulk);
                break;
            case { Rejected: { } bulk }:
                SetCounts(http, bulk.Leads.Count, bulk.ErrorRecords);
                await Reject(bulk, RequestLanguage.IsArabic(http.Request)).ExecuteAsync(http);
                break;
            default:
                if (outcome.Refused!.Type == ProblemType.Overloaded)
                    LetBodyGo(http);
                await outcome.Refused.ExecuteAsync(http);
                break;
        }
    }

    /// <summary>
    /// The server reads what is left of a refused body, so that the connection can be used again (for five seconds at most). Of a large one
    /// that is more work than a new connection.
    /// </summary>
    private static void LetBodyGo(HttpContext http)
    {
        if (http.Request.ContentLength > LargeRest && HttpProtocol.IsHttp11(http.Request.Protocol))
            http.Response.Headers.Connection = "close";
    }

    private static async Task WriteRepresentationAsync(HttpContext http, StoredBulk bulk, BulkAnswers answers)
    {
        // On another thread: the store answers several bulks in a row on one, and reading a large one back would hold up the others.
        await Task.Yield();
        await answers.WriteAsync(http, bulk);
    }

    /// <summary>The bare number (promise 2.1), whole with its length, in place of a chunk and a serializer for a few digits.</summary>
    private static async Task WriteIdAsync(HttpResponse response, long id)
    {
        id.TryFormat(response.BodyWriter.GetSpan(20), out var length, provider: CultureInfo.InvariantCulture);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static async Task ReadBulk(HttpContext http, string id, ILeadStore store, BulkAnswers answers, ReadConcurrencyLimit reads)
    {
        using var room = await reads.EnterAsync(http.RequestAborted);
        if (room is null)
        {
            await ReadConcurrencyLimit.NoRoom.ExecuteAsync(http);
            return;
        }

        var bulk = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await store.FindBulkAsync(number, http.RequestAborted)
            : null;

        // That somebody else's bulk exists is nobody's business either (promise 10.3).
        if (bulk is not null && http.Caller().Sees(bulk.CreatedBy))
        {
            // What is shown to those who see everybody's leads is in the trail before it is shown.
            if (http.Caller().SeesAll)
                await store.Audit.AppendAsync(
                    http.Audit(AuditActions.BulkRead, string.Create(CultureInfo.InvariantCulture, $"bulk:{bulk.Id}")),
                    http.RequestAborted
                );
            await answers.WriteAsync(http, bulk);
        }
        else
        {
            await new Problem(
                ProblemType.BulkNotFound,
                "Use the number that POST answered with; it is a whole number.",
                "استخدم الرقم الذي أجاب به POST، وهو عدد صحيح."
            ).ExecuteAsync(http);
        }
    }

    private static async Task FindLeads(
        HttpContext http,
        ListCatalogCache lists,
        BulkAnswers answers,
        ReadConcurrencyLimit reads,
        LeadgateSettings settings
    )
    {
        using var room = await reads.EnterAsync(http.RequestAborted);
        if (room is null)
        {
            await ReadConcurrencyLimit.NoRoom.ExecuteAsync(http);
            return;
        }

        var query = new LeadQueryReader(http.Request.Query, lists.Catalog, settings.Rules.Zone).Read(out var problem);
        if (problem is not null)
            await problem.ExecuteAsync(http);
        else
            await answers.WriteAsync(http, http.Caller() is { SeesAll: false } caller ? query with { CreatedBy = caller.Name } : query);
    }

    private static Problem? ReadDryRun(HttpRequest request, out bool isDryRun)
    {
        isDryRun = false;
        if (request.Query["dryRun"] is not [{ } text, ..])
            return null;
        isDryRun = text.ToLowerInvariant() is "true" or "1" or "";
        return isDryRun || text.ToLowerInvariant() is "false" or "0"
            ? null
            : new Problem(ProblemType.InvalidParameter, "dryRun must be true or false.", "يجب أن يكون dryRun إما true أو false.");
    }

    private static void SetCounts(HttpContext http, int total, int errors)
    {
        http.CountLeads(total);
        var headers = http.Response.Headers;
        headers[Headers.TotalRecords] = total.ToString(CultureInfo.InvariantCulture);
        headers[Headers.ErrorRecords] = errors.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>All errors of all leads that have some (promise 6.5).</summary>
    private static Problem Reject(ValidatedBulk bulk, bool arabic) =>
        new(
            ProblemType.LeadsHaveErrors,
            $"{bulk.ErrorRecords} of {bulk.Leads.Count} leads have errors; mend them and send the bulk again. Without handling=strict they would have been kept.",
            $"يوجد خطأ في {bulk.ErrorRecords} من {bulk.Leads.Count}. صححها ثم أعد إرسال الدفعة. دون handling=strict كانت ستُحفظ."
        )
        {
            Members = json =>
            {
                json.WriteNumber("totalRecords", bulk.Leads.Count);
                json.WriteNumber("errorRecords", bulk.ErrorRecords);
                json.WriteStartArray("leads");
                foreach (var lead in bulk.Leads.Where(lead => lead.IsError))
                    LeadJson.Write(json, new LeadRecord(lead), arabic);
                json.WriteEndArray();
            },
        };
}
