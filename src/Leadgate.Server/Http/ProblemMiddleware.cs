using Leadgate.Contract;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Http;

/// <summary>
/// Turns exceptions, and statuses that the framework sets without a body, into problems (promises 2.7 and 8). The message of an exception
/// goes to the log and never to the client.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, LeadgateSettings settings, ILogger<ProblemMiddleware> log)
{
    private static readonly string ApiReference = BidiText.Ltr(Routes.ApiReference);

    public async Task InvokeAsync(HttpContext context)
    {
        CommonHeaders.Set(context, settings.Environment);
        try
        {
            await next(context);
            await CompleteAsync(context);
        }
        catch (Exception e) when (e is SenderDisconnectedException || context.RequestAborted.IsCancellationRequested)
        {
            // Neither an error of the service nor a rejection: nobody reads the response. The status is for metrics and traces.
            Log.ClientDisconnected(log, e.GetType().Name);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;

            // Otherwise the server may try to read the rest of the body, and logs as an error that it cannot.
            context.Abort();
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            CommonHeaders.ClearResponse(context.Response);
            context.Features.Get<ApiKeyAllowance>()?.WriteHeaders(context.Response.Headers);
            await ForException(e, context).ExecuteAsync(context);
        }
        catch (Exception e)
        {
            // The response has started. Only an aborted connection tells the client that it is incomplete.
            Log.ResponseAborted(log, RequestTrace.GetId(context), e);
            context.Abort();
        }
    }

    /// <summary>Answers what the framework left without a body.</summary>
    private Task CompleteAsync(HttpContext http)
    {
        var response = http.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null)
            return Task.CompletedTask;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = AllowedMethods.Complete(response.Headers.Allow);
            if (HttpMethods.IsOptions(http.Request.Method))
            {
                response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        }

        return ForStatus(response) is { } problem ? problem.ExecuteAsync(http) : Task.CompletedTask;
    }

    private Problem ForException(Exception e, HttpContext http)
    {
        var (traceId, effect) = (RequestTrace.GetId(http), RequestEffectMetadata.Find(http));
        var hasKey = http.Request.Headers.ContainsKey(Headers.IdempotencyKey);
        switch (e)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge(http);
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return new Problem(
                    ProblemType.RequestTimeout,
                    "Send the body without pauses, or in smaller bulks.",
                    "أرسل المحتوى دون توقف أو في دفعات أصغر."
                );
            case BodyDecodingException { Coding: var coding }:
                return new Problem(
                    ProblemType.BadRequest,
                    $"The body is not valid {coding}, or not complete. Compress it as Content-Encoding says, or send it uncompressed.",
                    $"المحتوى ليس {coding} صحيحًا أو ليس كاملًا. اضغطه كما تذكر {BidiText.Ltr("Content-Encoding")} أو أرسله دون ضغط."
                );
            case BadHttpRequestException or InvalidDataException:
                return new Problem(
                    ProblemType.BadRequest,
                    "The body is incomplete or damaged. Send the request again.",
                    "محتوى الطلب ناقص أو تالف. أعد إرسال الطلب."
                );
            case StoreUnavailableException { IsInDoubt: var isInDoubt }:
                Log.StoreUnavailable(log, traceId, e.Message);

                // A read may write an audit entry; whether that is stored does not concern the sender.
                return isInDoubt && effect != RequestEffect.Read
                    ? FailureProblems.OutcomeUnknown(effect, hasKey)
                    : FailureProblems.StoreUnavailable(effect);
            default:
                Log.UnhandledException(log, traceId, e);
                return FailureProblems.Internal(effect, hasKey);
        }
    }

    /// <summary>Names the limit, which is the same for a plain and for a compressed body.</summary>
    private Problem TooLarge(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<BodyMetadata>()?.Type == typeof(Bulk))
        {
            var refusal = BulkRefusal.TooLarge(settings.Limits.MaxBytes);
            return new Problem(refusal.Type, refusal.Detail, refusal.DetailAr);
        }

        var limit = (BodyLimit.Get(http) ?? 0) / 1024;
        return new Problem(
            ProblemType.BodyTooLarge,
            $"The body may have at most {limit} KiB, also after decompression. Send a smaller body. "
                + $"{Routes.ApiReference} shows what the route accepts.",
            $"لا يزيد حجم المحتوى على {limit} كيلوبايت، وبعد فك الضغط أيضًا. أرسل محتوى أصغر. "
                + $"ويعرض المسار {ApiReference} ما يقبله هذا العنوان."
        );
    }

    private Problem? ForStatus(HttpResponse response)
    {
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Problem(
                ProblemType.RouteNotFound,
                $"Check the path. {Routes.ApiReference} lists all routes.",
                $"تحقق من العنوان. ويعرض المسار {ApiReference} جميع المسارات."
            ),
            StatusCodes.Status405MethodNotAllowed => new Problem(
                ProblemType.MethodNotAllowed,
                $"Use {WordList.Or(false, response.Headers.Allow.ToString().Split(", "))}.",
                $"استخدم {WordList.Or(true, response.Headers.Allow.ToString().Split(", "))}."
            ),
            StatusCodes.Status413PayloadTooLarge => TooLarge(response.HttpContext),
            StatusCodes.Status415UnsupportedMediaType => new Problem(
                ProblemType.UnsupportedMediaType,
                "Send Content-Type: application/json.",
                $"أرسل {BidiText.Ltr("Content-Type: application/json")}."
            ),
            >= 500 => null,
            _ => new Problem(
                ProblemType.BadRequest,
                $"The request could not be understood. {Routes.ApiReference} shows what it should look like.",
                $"تعذر فهم الطلب. ويعرض المسار {ApiReference} شكله الصحيح."
            ),
        };
    }
}
