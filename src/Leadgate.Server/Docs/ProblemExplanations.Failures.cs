using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>Requests that fail although they are valid.</content>
internal static partial class ProblemExplanations
{
    private const string AnyBulk = """
        POST /api/v1/leads/bulks
        Authorization: Bearer KEY
        Content-Type: application/json
        Idempotency-Key: order-4713

        {"leads": [{"firstName": "Reem"}]}
        """;

    private static IEnumerable<ProblemExplanation> Failures() =>
        [
            new(
                ProblemType.Internal,
                new(
                    "The service failed in a way that it did not expect. What was sent may be stored or not.",
                    "حدث في الخدمة خطأ غير متوقع. قد يكون ما أُرسل محفوظًا وقد لا يكون."
                ),
                new("This is an error in the service, not in the request.", "الخطأ في الخدمة وليس في الطلب."),
                new(
                    """
                    Send the same request again, with the same `Idempotency-Key`, so that nothing can be stored twice. If it fails
                    again, report `traceId` to the operator, who finds the cause in the log by it.
                    """,
                    """
                    أعد إرسال الطلب نفسه مع قيمة `Idempotency-Key` نفسها حتى لا يُحفظ شيء مرتين. وإن تكرر الخطأ فأبلغ مشغّل الخدمة بقيمة
                    `traceId` ليجد السبب في السجل.
                    """
                ),
                AnyBulk
            ),
            new(
                ProblemType.StoreUnavailable,
                new(
                    "The service runs, but cannot use its database at the moment. Nothing of the bulk was stored.",
                    "الخدمة تعمل، لكنها لا تستطيع استخدام قاعدة البيانات الآن. لم يُحفظ شيء من الدفعة."
                ),
                new(
                    "The database is being restarted or moved, its disk is full, or the network to it is interrupted.",
                    "يجري تشغيل قاعدة البيانات من جديد أو نقلها، أو امتلأ قرصها، أو انقطعت الشبكة بينها وبين الخدمة."
                ),
                new(
                    """
                    Keep the leads, wait as many seconds as `Retry-After` says, and send the same request again, with the same
                    `Idempotency-Key`. Double the pause after each failure, up to a few minutes, and do not give up: a failover can take
                    that long.
                    """,
                    """
                    احتفظ ببيانات العملاء المحتملين، وانتظر عدد الثواني المذكور في `Retry-After`، ثم أعد إرسال الطلب نفسه مع قيمة
                    `Idempotency-Key` نفسها. ضاعف مدة الانتظار بعد كل محاولة حتى بضع دقائق، ولا تتوقف عن المحاولة.
                    """
                ),
                AnyBulk
            ),
            new(
                ProblemType.OutcomeUnknown,
                new(
                    "The database did not confirm the commit, so what was sent may be stored or not.",
                    "لم تؤكد قاعدة البيانات إتمام الحفظ، فقد يكون ما أُرسل محفوظًا وقد لا يكون."
                ),
                new(
                    "The connection to the database broke while it committed, or one of its servers did not answer.",
                    "انقطع الاتصال بقاعدة البيانات في أثناء الحفظ، أو لم يرد أحد خوادمها."
                ),
                new(
                    """
                    Send the same request again with the same `Idempotency-Key`: a bulk that was stored is not stored twice, and you get
                    its id. A bulk without a key may be stored twice if you send it again, so search for its leads first. After any other
                    change, look whether it was made.
                    """,
                    """
                    أعد إرسال الطلب نفسه مع قيمة `Idempotency-Key` نفسها: لا تُحفظ الدفعة المحفوظة مرة ثانية، ويصلك رقمها. أما الدفعة التي
                    أُرسلت دون مفتاح فقد تُحفظ مرتين إن أعدت إرسالها، فابحث أولًا عن العملاء المحتملين الذين فيها. وبعد أي تغيير آخر تحقق من
                    تنفيذه.
                    """
                ),
                AnyBulk
            ),
            new(
                ProblemType.Overloaded,
                new(
                    "More is arriving than the service can process. Nothing of this request was stored.",
                    "يصل إلى الخدمة أكثر مما تستطيع معالجته. لم يُحفظ شيء من هذا الطلب."
                ),
                new(
                    "Many senders send at the same time, or one sender sends very large bulks in parallel.",
                    "يرسل مرسِلون كثيرون في الوقت نفسه، أو يرسل مرسِل واحد دفعات كبيرة جدًا معًا."
                ),
                new(
                    """
                    Wait as many seconds as `Retry-After` says, plus a random part of a second, and send the same request again. Send a
                    few bulks at a time, not hundreds.
                    """,
                    """
                    انتظر عدد الثواني المذكور في `Retry-After` مع جزء عشوائي من الثانية، ثم أعد إرسال الطلب نفسه. أرسل بضع دفعات معًا وليس
                    المئات.
                    """
                ),
                AnyBulk
            ),
        ];
}
