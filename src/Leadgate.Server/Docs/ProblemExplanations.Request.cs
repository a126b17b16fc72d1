using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>Requests that are not valid apart from their body.</content>
internal static partial class ProblemExplanations
{
    private static IEnumerable<ProblemExplanation> RequestProblems() =>
        [
            new(
                ProblemType.InvalidParameter,
                new(
                    "A parameter of the query, or a member of a small JSON body, is unknown or has a value that is not allowed. The request"
                        + " had no effect.",
                    "أحد معاملات الطلب، أو إحدى خصائص محتواه، غير معروف أو قيمته غير مسموح بها. لم يكن للطلب أي أثر."
                ),
                new(
                    """
                    - The name is misspelled. A misspelled filter is rejected because it would otherwise return everything.
                    - The value has the wrong format, such as a date that is not `yyyy-MM-dd`, or is outside the allowed range.
                    - A cursor was changed, or comes from another search.
                    """,
                    """
                    - في اسم المعامل خطأ إملائي. يُرفض المعامل المكتوب خطأً لأن البحث دونه يعيد كل شيء.
                    - صيغة القيمة غير صحيحة، كتاريخ ليس بالصيغة `yyyy-MM-dd`، أو القيمة خارج الحدود المسموح بها.
                    - عُدّل مؤشر الصفحة (`cursor`) أو أُخذ من بحث آخر.
                    """
                ),
                new(
                    "`detail` names the parameter and says what is allowed. Correct it, or leave the parameter out.",
                    "يذكر `detailAr` المعامل والقيم المسموح بها. صحّحه أو احذفه."
                ),
                """
                GET /api/v1/leads/bulks?fromDate=yesterday
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.InvalidIdempotencyKey,
                new(
                    "The `Idempotency-Key` header cannot be used. Nothing was stored.",
                    "لا يمكن استخدام قيمة الترويسة `Idempotency-Key`. لم يُحفظ شيء."
                ),
                new(
                    "The idempotency key is empty, longer than 255 characters, or contains characters that are not printable ASCII.",
                    "مفتاح منع التكرار فارغ، أو أطول من 255 حرفًا، أو فيه رموز غير أحرف ASCII المطبوعة."
                ),
                new(
                    "Use a UUID, or your own id of the bulk, as the idempotency key. Quotation marks around it are ignored.",
                    "استخدم معرّف UUID أو رقم الدفعة في نظامك مفتاحًا لمنع التكرار. لا أثر لعلامات الاقتباس حوله."
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Idempotency-Key: ""

                {"leads": [{"firstName": "Reem"}]}
                """
            ),
            new(
                ProblemType.BadRequest,
                new(
                    "The request could not be read to its end, or it is not valid HTTP. Nothing was stored.",
                    "تعذرت قراءة الطلب كاملًا، أو أنه مخالف لبروتوكول HTTP. لم يُحفظ شيء."
                ),
                new(
                    """
                    - `Content-Encoding` names a compression that the body does not have, or the compressed body is damaged.
                    - The connection ended before the whole body had arrived.
                    """,
                    """
                    - تذكر الترويسة `Content-Encoding` ضغطًا غير المستخدم في المحتوى، أو أن المحتوى المضغوط تالف.
                    - انقطع الاتصال قبل وصول المحتوى كاملًا.
                    """
                ),
                new(
                    """
                    Check that the header and the body agree, and send the request again. To be safe after a broken connection, send the
                    same `Idempotency-Key` as before.
                    """,
                    """
                    تأكد من توافق الترويسة والمحتوى ثم أعد إرسال الطلب. وبعد انقطاع الاتصال أرسل قيمة `Idempotency-Key` نفسها حتى لا تتكرر
                    الدفعة.
                    """
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Content-Encoding: gzip

                {"leads": [{"firstName": "Reem"}]}
                """
            ),
            new(
                ProblemType.RequestTimeout,
                new(
                    "The body arrived too slowly, so the service stopped waiting for it. Nothing was stored.",
                    "وصل محتوى الطلب ببطء شديد، فتوقفت الخدمة عن انتظاره. لم يُحفظ شيء."
                ),
                new(
                    "The connection is very slow or was interrupted, or the sender paused in the middle of the body.",
                    "الاتصال بطيء جدًا أو انقطع، أو توقف المرسِل في أثناء إرسال المحتوى."
                ),
                new(
                    "Prepare the whole body before you send it. On a slow connection, send smaller bulks or compress the body with gzip.",
                    "جهّز المحتوى كاملًا قبل إرساله. وإذا كان الاتصال بطيئًا فأرسل دفعات أصغر أو اضغط المحتوى بـ gzip."
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Content-Length: 52000

                {"leads": [{"firstName": "Re
                """
            ),
            new(
                ProblemType.PreconditionRequired,
                new(
                    "A correction must say which version of the lead it was made for. Nothing was changed.",
                    "يجب أن يحدد التصحيح إصدار بيانات العميل المحتمل الذي أُعدّ له. لم يتغير شيء."
                ),
                new(
                    "The request has no `If-Match`. Without it, a correction that somebody else made meanwhile could be lost unseen.",
                    "ليس في الطلب ترويسة `If-Match`. ودونها قد يضيع تصحيح أجراه غيرك في هذه الأثناء دون أن يلاحظ أحد."
                ),
                new(
                    """
                    Read the lead with `GET` on the same path, and send the `ETag` of the response as `If-Match`. If the lead was changed
                    since, the response is 412 with the lead as it is now: look at it, and correct it again. `If-Match: *` corrects whatever
                    version there is.
                    """,
                    """
                    اقرأ بيانات العميل المحتمل بطلب `GET` على المسار نفسه، ثم أرسل قيمة `ETag` الواردة في الرد في الترويسة `If-Match`. وإذا
                    تغيرت البيانات منذ ذلك الحين يكون الرد 412 وفيه البيانات كما هي الآن: راجعها ثم صحّحها من جديد. أما `If-Match: *` فيصحّح
                    أي إصدار كان.
                    """
                ),
                """
                PATCH /api/v1/leads/574
                Authorization: Bearer KEY
                Content-Type: application/merge-patch+json

                {"subSource": "Email"}
                """
            ),
        ];
}
