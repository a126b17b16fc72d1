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
internal sealed class IntakeResult(IntakeOutcome outcome, Preferences preferences, LeadQueries queries, ReadConcurrencyLimit reads)
    : IResult
{
    private const long LargeBody = 256 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (outcome)
        {
            switch (outcome)
            {
                case IntakeOutcome.Stored stored:
                    httpContext.CountStoredBytes(stored.StoredBytes);
                    await WriteStoredAsync(
                        httpContext,
                        stored.Bulk,
                        stored,
                        () => BulkRepresentation.ForStored(stored.Bulk, stored.Leads, stored.Ids)
                    );
                    break;
                case IntakeOutcome.Replayed replayed:
                    await WriteReplayedAsync(httpContext, replayed.Bulk);
                    break;
                case IntakeOutcome.Checked { Leads: var leads }:
                    WriteCounts(httpContext, leads.TotalRecords, leads.ErrorRecords);
                    if (XmlResponses.AreWanted(httpContext))
                        await AcknowledgeAsync(httpContext, null, leads.TotalRecords, leads.ErrorRecords, leads, _ => null);
                    else
                        await BulkResponseWriter.WriteAsync(httpContext, BulkRepresentation.ForChecked(leads));
                    break;
                case IntakeOutcome.RejectedByStrictHandling { Leads: var leads }:
                    WriteCounts(httpContext, leads.TotalRecords, leads.ErrorRecords);
                    await CreateProblem(leads, RequestLanguage.IsArabic(httpContext.Request)).ExecuteAsync(httpContext);
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

    /// <summary>A representation is read from the database, as by a request that reads the bulk.</summary>
    private async Task WriteReplayedAsync(HttpContext http, StoredBulk bulk)
    {
        IDisposable? permit = null;
        if (preferences.WantsRepresentation)
        {
            (permit, var refusal) = await reads.AcquireAsync(http.Caller().Key?.Id ?? 0, http.RequestAborted);
            if (refusal is not null)
            {
                await refusal.ExecuteAsync(http);
                return;
            }
        }

        using (permit)
        {
            http.Response.Headers[Headers.IdempotentReplayed] = "true";
            await WriteStoredAsync(http, bulk, null, () => queries.GetRepresentation(bulk, http.RequestAborted));
        }
    }

    private async Task WriteStoredAsync(HttpContext http, StoredBulk bulk, IntakeOutcome.Stored? stored, Func<BulkRepresentation> represent)
    {
        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{bulk.Id}");
        WriteCounts(http, bulk.TotalRecords, bulk.ErrorRecords);
        if (XmlResponses.AreWanted(http))
        {
            await Task.Yield();
            Func<int, long?> getId = stored is null ? _ => null : index => stored.Ids.Leads.Span[index];
            await AcknowledgeAsync(http, bulk.Id, bulk.TotalRecords, bulk.ErrorRecords, stored?.Leads, getId);
            return;
        }

        if (!preferences.WantsRepresentation)
        {
            await WriteIdAsync(http.Response, bulk.Id);
            return;
        }

        // On another thread: the store completes all bulks of a commit on one, and a large response would delay the others.
        await Task.Yield();
        await BulkResponseWriter.WriteAsync(http, represent());
    }

    private static Task AcknowledgeAsync(HttpContext http, long? id, int total, int errors, ValidatedBulk? leads, Func<int, long?> getId)
    {
        http.Response.ContentType = XmlResponses.MediaType;
        return XmlResponses.SendAsync(http, BulkAcknowledgement.Write(id, total, errors, leads, getId));
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
            WriteElements = xml =>
            {
                foreach (var lead in bulk.Leads.Where(lead => lead.HasErrors))
                    BulkAcknowledgement.WriteLead(xml, lead, null);
            },
            WriteMembersAsync = async json =>
            {
                json.Writer.WriteNumber("totalRecords", total);
                json.Writer.WriteNumber("errorRecords", errors);
                json.Writer.WriteStartArray("leads");
                var withErrors = bulk.Leads.Where(lead => lead.HasErrors).Select(lead => new LeadRecord(lead));
                await BulkResponseWriter.WriteLeadsAsync(json, withErrors, arabic);
                json.Writer.WriteEndArray();
            },
        };
    }
}
