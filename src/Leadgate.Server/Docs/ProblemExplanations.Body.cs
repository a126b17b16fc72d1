using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>Bodies that cannot be read.</content>
internal static partial class ProblemExplanations
{
    private static IEnumerable<ProblemExplanation> BodyProblems() =>
        [
            new(
                ProblemType.NotJson,
                new(
                    "The body cannot be read as JSON. No lead was read and nothing was stored.",
                    "تعذرت قراءة محتوى الطلب بصيغة JSON. لم يُقرأ أي عميل محتمل ولم يُحفظ شيء."
                ),
                new(
                    """
                    - A comma after the last element, a comment, or single quotes. JSON allows none of them.
                    - A bracket or a quotation mark that is never closed, often because the text was cut off or joined by hand.
                    - The body is empty, or it is form data (`a=1&b=2`) or XML.
                    """,
                    """
                    - فاصلة بعد آخر عنصر، أو تعليق، أو علامات اقتباس مفردة. لا يسمح JSON بأيٍّ منها.
                    - قوس أو علامة اقتباس لم تُغلق، وكثيرًا ما يكون السبب نصًّا مقطوعًا أو مركّبًا يدويًا.
                    - المحتوى فارغ، أو هو بيانات نموذج (`a=1&b=2`) أو XML.
                    """
                ),
                new(
                    """
                    1. Look at the line and column that `detail` names. It also says what is wrong there.
                    2. Create the body with a JSON library (`JSON.stringify`, `json.dumps`) instead of joining strings.
                    3. Send the corrected body. The same `Idempotency-Key` can be used again, because nothing was stored.
                    """,
                    """
                    1. راجع السطر والعمود المذكورين في `detailAr`، وفيه أيضًا سبب الخطأ.
                    2. أنشئ المحتوى بمكتبة JSON مثل `JSON.stringify` أو `json.dumps` بدل وصل النصوص.
                    3. أرسل المحتوى بعد تصحيحه. يمكن استخدام القيمة نفسها في `Idempotency-Key`، لأن شيئًا لم يُحفظ.
                    """
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json

                {"leads": [{"firstName": "Reem",}]}
                """
            ),
            new(
                ProblemType.NotABulk,
                new(
                    "The body is JSON, but not an object with the leads in an array named `leads`. Nothing was stored.",
                    "محتوى الطلب بصيغة JSON، لكنه ليس كائنًا فيه مصفوفة باسم `leads` تضم العملاء المحتملين. لم يُحفظ شيء."
                ),
                new(
                    """
                    - The body is an array of leads, or a single lead, without the object around it.
                    - `leads` is missing, empty, not an array, or appears twice.
                    """,
                    """
                    - المحتوى مصفوفة عملاء محتملين أو عميل محتمل واحد دون الكائن المحيط بها.
                    - الخاصية `leads` غير موجودة، أو فارغة، أو ليست مصفوفة، أو مكررة.
                    """
                ),
                new(
                    "Send one object: `{\"leads\": [{…}, {…}]}`. A single lead is sent in an array too.",
                    "أرسل كائنًا واحدًا: `{\"leads\": [{…}, {…}]}`. ويُرسل العميل المحتمل الواحد في مصفوفة أيضًا."
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json

                [{"firstName": "Reem"}]
                """
            ),
            new(
                ProblemType.InvalidStatus,
                new(
                    "`isProcessed` of a new bulk has a value that a new bulk cannot have. Nothing was stored.",
                    "للخاصية `isProcessed` قيمة لا تصح لدفعة جديدة. لم يُحفظ شيء."
                ),
                new(
                    """
                    `isProcessed` is the status of a bulk: 1 created, 2 in progress, 3 cancelled, 4 completed. The sender copied the
                    value of a bulk that it had read back, or took the property for a yes/no field.
                    """,
                    """
                    الخاصية `isProcessed` هي حالة الدفعة: 1 جديدة، 2 قيد المعالجة، 3 ملغاة، 4 مكتملة. نسخ المرسِل قيمة دفعة قرأها من
                    الخدمة، أو ظن أن الخاصية حقل نعم/لا.
                    """
                ),
                new("Send `\"isProcessed\": 1` or `0`, or omit it.", "أرسل `\"isProcessed\": 1` أو `0`، أو احذف الخاصية."),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json

                {"leads": [{"firstName": "Reem"}], "isProcessed": 2}
                """
            ),
            new(
                ProblemType.UnsupportedMediaType,
                new(
                    "The service does not read bodies of this media type, character set, or compression. Nothing was stored.",
                    "لا تقرأ الخدمة محتوى من هذا النوع أو بهذا الترميز أو بهذا الضغط. لم يُحفظ شيء."
                ),
                new(
                    """
                    - `Content-Type` is missing, or is that of a form (`application/x-www-form-urlencoded`) or of plain text.
                    - The character set is not UTF-8.
                    - `Content-Encoding` names another compression than gzip, deflate, or br, or more than one.
                    """,
                    """
                    - الترويسة `Content-Type` غير موجودة، أو نوعها نموذج (`application/x-www-form-urlencoded`) أو نص عادي.
                    - ترميز الأحرف ليس UTF-8.
                    - في `Content-Encoding` طريقة ضغط غير gzip وdeflate وbr، أو أكثر من طريقة واحدة.
                    """
                ),
                new(
                    """
                    Send the body as JSON in UTF-8, with `Content-Type: application/json`, or in one of the
                    [other formats](../files.md). Compress it with gzip, deflate, or br, once,
                    and name the compression in `Content-Encoding`, or send it uncompressed without that header.
                    """,
                    """
                    أرسل المحتوى بصيغة JSON وترميز UTF-8 مع `Content-Type: application/json`، أو بإحدى
                    [الصيغ الأخرى](../files.md). واضغطه مرة واحدة بطريقة gzip أو deflate أو br
                    واذكرها في `Content-Encoding`، أو أرسله دون ضغط ودون هذه الترويسة.
                    """
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: text/plain

                {"leads": [{"firstName": "Reem"}]}
                """
            ),
            new(
                ProblemType.BodyTooLarge,
                new(
                    "The body has more bytes than the route accepts. Nothing was stored.",
                    "حجم محتوى الطلب أكبر مما يقبله هذا المسار. لم يُحفظ شيء."
                ),
                new(
                    """
                    A bulk can have 32 MiB, counted after decompression; the operator can change the limit. Other requests take a few
                    kilobytes.
                    """,
                    """
                    الحد الأقصى لحجم الدفعة 32 ميبيبايت بعد فك الضغط، ويمكن لمشغّل الخدمة تغييره. أما الطلبات الأخرى فحدّها بضعة
                    كيلوبايتات.
                    """
                ),
                new(
                    "Divide the leads into several bulks, each with its own `Idempotency-Key`.",
                    "وزّع العملاء المحتملين على عدة دفعات، لكل منها قيمة `Idempotency-Key` خاصة بها."
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Content-Length: 33554433

                {"leads": [{"firstName": "Reem"}, … ]}
                """
            ),
            new(
                ProblemType.TooManyLeads,
                new(
                    "The bulk has more leads than one bulk can have. Nothing was stored.",
                    "في الدفعة عملاء محتملون أكثر من الحد المسموح به لدفعة واحدة. لم يُحفظ شيء."
                ),
                new(
                    "A bulk can have 10,000 leads; the operator can change the limit.",
                    "الحد الأقصى 10,000 عميل محتمل في الدفعة، ويمكن لمشغّل الخدمة تغييره."
                ),
                new(
                    "Divide the leads into several bulks, each with its own `Idempotency-Key`.",
                    "وزّع العملاء المحتملين على عدة دفعات، لكل منها قيمة `Idempotency-Key` خاصة بها."
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json

                {"leads": [{"firstName": "Reem"}, … ]}
                """
            ),
        ];
}
