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
    public static Problem StoreUnavailable(RequestEffect effect) =>
        new(
            ProblemType.StoreUnavailable,
            effect switch
            {
                RequestEffect.Bulk => "This request stored nothing. Send the same request again a little later.",
                RequestEffect.Change =>
                    "The request was not completed. Send the same request again a little later, and check what was done before.",
                _ => "Send the same request again a little later.",
            },
            effect switch
            {
                RequestEffect.Bulk => "لم يحفظ هذا الطلب شيئًا. أعد إرسال الطلب نفسه بعد قليل.",
                RequestEffect.Change => "لم يكتمل تنفيذ الطلب. أعد إرسال الطلب نفسه بعد قليل، وتحقق قبل ذلك مما نُفّذ منه.",
                _ => "أعد إرسال الطلب نفسه بعد قليل.",
            }
        )
        {
            RetryAfterSeconds = RetryAfterSeconds,
        };

    /// <summary>The database did not confirm a commit.</summary>
    /// <param name="hasKey">Whether the request has an idempotency key.</param>
    public static Problem OutcomeUnknown(RequestEffect effect, bool hasKey) =>
        new(
            ProblemType.OutcomeUnknown,
            $"The database did not confirm that it stored what was sent. {Retry(effect, hasKey)}",
            $"لم تؤكد قاعدة البيانات حفظ ما أُرسل. {RetryAr(effect, hasKey)}"
        )
        {
            RetryAfterSeconds = RetryAfterSeconds,
        };

    /// <summary>An unexpected error, which may have come before or after the commit.</summary>
    /// <param name="hasKey">Whether the request has an idempotency key.</param>
    public static Problem Internal(RequestEffect effect, bool hasKey) =>
        new(
            ProblemType.Internal,
            (
                effect != RequestEffect.Read
                    ? $"It is not known whether the request was carried out. {Retry(effect, hasKey)} "
                    : "Send the same request again. "
            ) + "If it fails again, report the traceId to the operator.",
            (effect != RequestEffect.Read ? $"لا يُعرف هل نُفّذ الطلب. {RetryAr(effect, hasKey)} " : "أعد إرسال الطلب نفسه. ")
                + "وإن تكرر الخطأ فأبلغ مشغّل الخدمة بقيمة traceId."
        );

    private static string Retry(RequestEffect effect, bool hasKey) =>
        effect != RequestEffect.Bulk ? "Check whether the change was made before you send the request again."
        : hasKey ? $"Send the same request again with the same {Headers.IdempotencyKey}: a bulk that was stored is not stored twice."
        : $"A retry needs an {Headers.IdempotencyKey}, and this request had none: sent again, the bulk may be stored twice. Search for its "
            + $"leads first, and send an {Headers.IdempotencyKey} with each bulk from now on.";

    private static string RetryAr(RequestEffect effect, bool hasKey) =>
        effect != RequestEffect.Bulk ? "تحقق من تنفيذ التغيير قبل إعادة إرسال الطلب."
        : hasKey ? $"أعد إرسال الطلب نفسه مع مفتاح منع التكرار نفسه ({Key})، فالدفعة التي حُفظت لا تُحفظ مرة ثانية."
        : $"تتطلب إعادة الإرسال مفتاح منع التكرار ({Key})، ولم يكن في هذا الطلب مفتاح، فقد تُحفظ الدفعة مرتين إن أُرسلت من جديد. "
            + $"ابحث أولًا عن العملاء المحتملين الذين فيها، وأرسل {Key} مع كل دفعة بعد الآن.";
}
