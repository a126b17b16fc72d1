using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>
/// The problems of a request that failed in the service or the database. They say that nothing was stored only where that is known.
/// </summary>
internal static class FailureProblems
{
    private const int RetryAfterSeconds = 5;
    private static readonly string Key = BidiText.Ltr(Headers.IdempotencyKey);

    /// <summary>The database could not be used, and what was sent was certainly not stored by the step that failed.</summary>
    public static Problem StoreUnavailable(HttpRequest request) =>
        new(
            ProblemType.StoreUnavailable,
            IsBulk(request) ? "This request stored nothing. Send the same request again a little later."
                : IsChange(request)
                    ? "The request was not completed. Send the same request again a little later, and check what was done before."
                : "Send the same request again a little later.",
            IsBulk(request) ? "لم يحفظ هذا الطلب شيئًا. أعد إرسال الطلب نفسه بعد قليل."
                : IsChange(request) ? "لم يكتمل تنفيذ الطلب. أعد إرسال الطلب نفسه بعد قليل، وتحقق قبل ذلك مما نُفّذ منه."
                : "أعد إرسال الطلب نفسه بعد قليل."
        )
        {
            RetryAfterSeconds = RetryAfterSeconds,
        };

    /// <summary>The database did not confirm a commit.</summary>
    public static Problem OutcomeUnknown(HttpRequest request) =>
        new(
            ProblemType.OutcomeUnknown,
            $"The database did not confirm that it stored what was sent. {Retry(request)}",
            $"لم تؤكد قاعدة البيانات حفظ ما أُرسل. {RetryAr(request)}"
        )
        {
            RetryAfterSeconds = RetryAfterSeconds,
        };

    /// <summary>An unexpected error, which may have come before or after the commit.</summary>
    public static Problem Internal(HttpRequest request) =>
        new(
            ProblemType.Internal,
            (
                IsChange(request)
                    ? $"It is not known whether the request was carried out. {Retry(request)} "
                    : "Send the same request again. "
            ) + "If it fails again, report the traceId to the operator.",
            (IsChange(request) ? $"لا يُعرف هل نُفّذ الطلب. {RetryAr(request)} " : "أعد إرسال الطلب نفسه. ")
                + "وإن تكرر الخطأ فأبلغ مشغّل الخدمة بقيمة traceId."
        );

    private static string Retry(HttpRequest request) =>
        !IsBulk(request) ? "Check whether the change was made before you send the request again."
        : HasKey(request)
            ? $"Send the same request again with the same {Headers.IdempotencyKey}: a bulk that was stored is not stored twice."
        : $"A retry needs an {Headers.IdempotencyKey}, and this request had none: sent again, the bulk may be stored twice. Search for its "
            + $"leads first, and send an {Headers.IdempotencyKey} with each bulk from now on.";

    private static string RetryAr(HttpRequest request) =>
        !IsBulk(request) ? "تحقق من تنفيذ التغيير قبل إعادة إرسال الطلب."
        : HasKey(request) ? $"أعد إرسال الطلب نفسه مع مفتاح منع التكرار نفسه ({Key})، فالدفعة التي حُفظت لا تُحفظ مرة ثانية."
        : $"تتطلب إعادة الإرسال مفتاح منع التكرار ({Key})، ولم يكن في هذا الطلب مفتاح، فقد تُحفظ الدفعة مرتين إن أُرسلت من جديد. "
            + $"ابحث أولًا عن العملاء المحتملين الذين فيها، وأرسل {Key} مع كل دفعة بعد الآن.";

    private static bool IsBulk(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments(Routes.Bulks, out var rest) && !rest.HasValue;

    private static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && request.Path != Routes.BulkCheck
        && request.Path != Routes.PersonExport;

    private static bool HasKey(HttpRequest request) => request.Headers.ContainsKey(Headers.IdempotencyKey);
}
