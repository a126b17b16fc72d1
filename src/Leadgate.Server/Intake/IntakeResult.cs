using System.Buffers;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Storage;

namespace Leadgate.Server.Intake;

/// <summary>Turns the outcome of a bulk into the response, and then releases the memory of its leads.</summary>
internal sealed class IntakeResult(IntakeOutcome outcome, Preferences preferences, LeadQueries queries) : IResult
{
    private const long LargeBody = 256 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (outcome)
        {
            switch (outcome)
            {
                case IntakeOutcome.Stored stored:
                    await WriteStoredAsync(
                        httpContext,
                        stored.Bulk,
                        () => BulkRepresentation.ForStored(stored.Bulk, stored.Leads, stored.Ids)
                    );
                    break;
                case IntakeOutcome.Replayed replayed:
                    httpContext.Response.Headers[Headers.IdempotentReplayed] = "true";
                    await WriteStoredAsync(
                        httpContext,
                        replayed.Bulk,
                        () => queries.GetRepresentation(replayed.Bulk, httpContext.RequestAborted)
                    );
                    break;
                case IntakeOutcome.Checked { Leads: var leads }:
                    WriteCounts(httpContext, leads.TotalRecords, leads.ErrorRecords);
                    await BulkResponseWriter.WriteAsync(httpContext, BulkRepresentation.ForChecked(leads));
                    break;
                case IntakeOutcome.RejectedByStrictHandling { Leads: var leads }:
                    WriteCounts(httpContext, leads.TotalRecords, leads.ErrorRecords);
                    await CreateProblem(leads, RequestLanguage.IsArabic(httpContext.Request)).ExecuteAsync(httpContext);

                    // The problem is in the server's buffer as a whole. Its memory counts until the client has read it.
                    await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
                    break;
                case IntakeOutcome.Refused { Problem: var problem }:
                    if (problem.Type == ProblemType.Overloaded)
                        CloseConnectionIfBodyLarge(httpContext);
                    await problem.ExecuteAsync(httpContext);
                    break;
                default:
                    throw new InvalidOperationException($"There is no response for {outcome.GetType().Name}.");
            }
        }
    }

    private async Task WriteStoredAsync(HttpContext http, StoredBulk bulk, Func<BulkRepresentation> represent)
    {
        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{bulk.Id}");
        WriteCounts(http, bulk.TotalRecords, bulk.ErrorRecords);
        if (!preferences.WantsRepresentation)
        {
            await WriteIdAsync(http.Response, bulk.Id);
            return;
        }

        // On another thread: the store completes all bulks of a commit on one, and a large response would delay the others.
        await Task.Yield();
        await BulkResponseWriter.WriteAsync(http, represent());
    }

    /// <summary>The bare number (promise 2.1) with its length, without a chunk and a serializer for a few digits.</summary>
    private static async Task WriteIdAsync(HttpResponse response, long id)
    {
        // The length is set before the writer is used, which is then the server's own even if the client accepts compression.
        Span<byte> digits = stackalloc byte[20];
        id.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        response.ContentType = BulkResponseWriter.MediaType;
        response.ContentLength = length;
        response.BodyWriter.Write(digits[..length]);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static void WriteCounts(HttpContext http, int total, int errors)
    {
        http.CountLeads(total);
        var headers = http.Response.Headers;
        headers[Headers.TotalRecords] = total.ToString(CultureInfo.InvariantCulture);
        headers[Headers.ErrorRecords] = errors.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The server reads the rest of a refused body, for up to five seconds, so that the connection can be used again. For a large body that
    /// costs more than a new connection.
    /// </summary>
    private static void CloseConnectionIfBodyLarge(HttpContext http)
    {
        if (http.Request.ContentLength > LargeBody && HttpProtocol.IsHttp11(http.Request.Protocol))
            http.Response.Headers.Connection = "close";
    }

    /// <summary>Lists all errors of all leads that have any (promise 6.5).</summary>
    private static Problem CreateProblem(ValidatedBulk bulk, bool arabic)
    {
        var (errors, total) = (bulk.ErrorRecords, bulk.TotalRecords);
        var have = errors == 1 ? "has" : "have";
        return new Problem(
            ProblemType.LeadsHaveErrors,
            $"{errors} of {CountedNoun.Lead.In(false, total)} {have} errors, so nothing was stored (handling=strict). "
                + "Fix them and send the bulk again.",
            $"عدد العملاء المحتملين الذين في بياناتهم أخطاء: {errors} من {total}، ولذلك لم يُحفظ شيء ({BidiText.Ltr("handling=strict")}). "
                + "صحّح الأخطاء ثم أعد إرسال الدفعة."
        )
        {
            Members = json =>
            {
                json.WriteNumber("totalRecords", total);
                json.WriteNumber("errorRecords", errors);
                json.WriteStartArray("leads");
                foreach (var lead in bulk.Leads.Where(lead => lead.HasErrors))
                    LeadJsonWriter.Write(json, new LeadRecord(lead), arabic);
                json.WriteEndArray();
            },
        };
    }
}
