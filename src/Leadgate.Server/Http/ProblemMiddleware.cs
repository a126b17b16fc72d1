using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Http;

/// <summary>
/// The one place where what went wrong becomes an answer: exceptions, and what the framework refused without a body (promises 2.7
/// and 8). What the exception says goes to the log and never to the caller.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, LeadgateSettings settings, ILogger<ProblemMiddleware> log)
{
    private const int RetryAfterSeconds = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context.Response);
        try
        {
            await next(context);
            if (OfStatus(context.Response) is { } problem)
                await problem.ExecuteAsync(context);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.CallerLeft(log, e.GetType().Name);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            SetHeaders(context.Response);
            context.Features.Get<ApiKeyAllowance>()?.WriteHeaders(context.Response.Headers);
            await OfException(e, RequestTrace.GetId(context), context.Request.Path).ExecuteAsync(context);
        }
        catch (Exception e)
        {
            // The answer has begun and cannot be taken back. Cutting the connection is the one way to say that it is not whole.
            Log.AnswerCut(log, RequestTrace.GetId(context), e);
            context.Abort();
        }
    }

    /// <summary>What every answer says (promise 9.2), also one that takes the place of another.</summary>
    private void SetHeaders(HttpResponse response)
    {
        response.Headers[Headers.Environment] = settings.Environment;
        response.Headers.XContentTypeOptions = "nosniff";
    }

    private Problem OfException(Exception e, string traceId, PathString path)
    {
        switch (e)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge(path);
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return new Problem(
                    ProblemType.RequestTimeout,
                    "Send the body without pauses, or in smaller bulks.",
                    "أرسل المحتوى دون توقف أو في دفعات أصغر."
                );
            case BadHttpRequestException or InvalidDataException:
                return new Problem(
                    ProblemType.BadRequest,
                    "The body ended early or is damaged. Send the request again.",
                    "انتهى المحتوى مبكرًا أو هو تالف. أعد إرسال الطلب."
                );
            case StoreUnavailableException:
                Log.StoreUnavailable(log, traceId, e.Message);
                return new Problem(
                    ProblemType.StoreUnavailable,
                    "Nothing was stored. Send the same request again a little later.",
                    "لم يُحفظ شيء. أعد إرسال الطلب نفسه بعد قليل."
                )
                {
                    RetryAfterSeconds = RetryAfterSeconds,
                };
            default:
                Log.Unexpected(log, traceId, e);
                return new Problem(
                    ProblemType.Internal,
                    "Send the same request again; if it fails again, tell us the traceId.",
                    "أعد إرسال الطلب نفسه، وإن تكرر الخطأ فأبلغنا بقيمة traceId."
                );
        }
    }

    private static Problem TooLarge(PathString path) =>
        path == Routes.Bulks || path == Routes.BulkCheck
            ? new(ProblemType.BodyTooLarge, "Send the leads in several smaller bulks.", "أرسل العملاء في عدة دفعات أصغر.")
            : new(
                ProblemType.BodyTooLarge,
                "Send a smaller body; /docs shows what the route takes.",
                "أرسل محتوى أصغر، والمسار ‎/docs‎ يعرض ما يقبله هذا العنوان."
            );

    private static Problem? OfStatus(HttpResponse response)
    {
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null)
            return null;
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Problem(
                ProblemType.RouteNotFound,
                "Check the address; /docs shows every route.",
                "تحقق من العنوان، والمسار ‎/docs‎ يعرض جميع العناوين."
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
                "أرسل Content-Type: application/json."
            ),
            >= 500 => null,
            _ => new Problem(
                ProblemType.BadRequest,
                "The request could not be understood; /docs shows how it should look.",
                "تعذر فهم الطلب، والمسار ‎/docs‎ يعرض شكله الصحيح."
            ),
        };
    }
}
