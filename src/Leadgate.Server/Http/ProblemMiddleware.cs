using Leadgate.Contract;
using Leadgate.Contract.Problems;
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
        SetHeaders(context.Response);
        try
        {
            await next(context);
            if (ForStatus(context.Response) is { } problem)
                await problem.ExecuteAsync(context);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientDisconnected(log, e.GetType().Name);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            SetHeaders(context.Response);
            context.Features.Get<ApiKeyAllowance>()?.WriteHeaders(context.Response.Headers);
            await ForException(e, RequestTrace.GetId(context), context.Request).ExecuteAsync(context);
        }
        catch (Exception e)
        {
            // The response has started. Only an aborted connection tells the client that it is incomplete.
            Log.ResponseAborted(log, RequestTrace.GetId(context), e);
            context.Abort();
        }
    }

    /// <summary>The headers of every response (promise 9.2), even if it replaces another one.</summary>
    private void SetHeaders(HttpResponse response)
    {
        response.Headers[Headers.Environment] = settings.Environment;
        response.Headers.XContentTypeOptions = "nosniff";
    }

    private Problem ForException(Exception e, string traceId, HttpRequest request)
    {
        switch (e)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge(request.Path);
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return new Problem(
                    ProblemType.RequestTimeout,
                    "Send the body without pauses, or in smaller bulks.",
                    "أرسل المحتوى دون توقف أو في دفعات أصغر."
                );
            case BadHttpRequestException or InvalidDataException:
                return new Problem(
                    ProblemType.BadRequest,
                    "The body is incomplete or damaged. Send the request again.",
                    "محتوى الطلب ناقص أو تالف. أعد إرسال الطلب."
                );
            case StoreUnavailableException { IsInDoubt: var isInDoubt }:
                Log.StoreUnavailable(log, traceId, e.Message);
                return isInDoubt ? FailureProblems.OutcomeUnknown(request) : FailureProblems.StoreUnavailable(request);
            default:
                Log.UnhandledException(log, traceId, e);
                return FailureProblems.Internal(request);
        }
    }

    private static Problem TooLarge(PathString path) =>
        path == Routes.Bulks || path == Routes.BulkCheck
            ? new(ProblemType.BodyTooLarge, "Send the leads in several smaller bulks.", "أرسل العملاء المحتملين في عدة دفعات أصغر.")
            : new(
                ProblemType.BodyTooLarge,
                $"Send a smaller body. {Routes.ApiReference} shows what the route accepts.",
                $"أرسل محتوى أصغر. ويعرض المسار {ApiReference} ما يقبله هذا العنوان."
            );

    private static Problem? ForStatus(HttpResponse response)
    {
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null)
            return null;
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Problem(
                ProblemType.RouteNotFound,
                $"Check the path. {Routes.ApiReference} lists all routes.",
                $"تحقق من العنوان. ويعرض المسار {ApiReference} جميع المسارات."
            ),
            StatusCodes.Status405MethodNotAllowed => new Problem(
                ProblemType.MethodNotAllowed,
                $"Use {response.Headers.Allow}.",
                $"استخدم {response.Headers.Allow}."
            ),
            StatusCodes.Status413PayloadTooLarge => TooLarge(response.HttpContext.Request.Path),
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
