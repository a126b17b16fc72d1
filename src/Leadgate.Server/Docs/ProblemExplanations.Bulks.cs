using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>Idempotency keys, and bulks that are rejected because of their leads.</content>
internal static partial class ProblemExplanations
{
    private static IEnumerable<ProblemExplanation> BulkProblems() =>
        [
            new(
                ProblemType.IdempotencyKeyInUse,
                new(
                    "An earlier request with the same `Idempotency-Key` has not been answered yet. This request stored nothing.",
                    "لم ينتهِ بعدُ طلب سابق يحمل قيمة `Idempotency-Key` نفسها. لم يحفظ هذا الطلب شيئًا."
                ),
                new(
                    """
                    - The sender gave up waiting and retried while the service was still working on the first request.
                    - Two processes send the same bulk, or use the same idempotency key for different bulks.
                    """,
                    """
                    - لم ينتظر المرسِل الرد وأعاد المحاولة والخدمة ما زالت تعالج الطلب الأول.
                    - ترسل عمليتان الدفعة نفسها، أو تستخدمان مفتاح منع التكرار نفسه لدفعتين مختلفتين.
                    """
                ),
                new(
                    """
                    Wait as many seconds as `Retry-After` says and send the same request again. If the first request stored the bulk, the
                    response is the same as its response, and nothing is stored twice.
                    """,
                    """
                    انتظر عدد الثواني المذكور في `Retry-After` ثم أعد إرسال الطلب نفسه. إذا كان الطلب الأول قد حفظ الدفعة فستحصل على رده
                    نفسه دون حفظ شيء مرتين.
                    """
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Idempotency-Key: order-4711

                {"leads": [{"firstName": "Reem"}]}
                """
            ),
            new(
                ProblemType.IdempotencyKeyReused,
                new(
                    "An earlier bulk with another body has this `Idempotency-Key`. This request stored nothing.",
                    "سبق استخدام قيمة `Idempotency-Key` هذه مع محتوى مختلف. لم يحفظ هذا الطلب شيئًا."
                ),
                new(
                    """
                    - The idempotency key is fixed in the code or in an example, so that every bulk has the same one.
                    - The sender changed the body before it retried, if only by a timestamp or the order of properties.
                    """,
                    """
                    - مفتاح منع التكرار ثابت في البرنامج أو في مثال منسوخ، فحملته كل الدفعات.
                    - غيّر المرسِل المحتوى قبل إعادة المحاولة، ولو في وقت أو في ترتيب الخصائص.
                    """
                ),
                new(
                    """
                    Create a new idempotency key for each new bulk, and store it with the bulk. For a retry, send exactly the same body
                    with the same idempotency key. An idempotency key is kept for at least 24 hours.
                    """,
                    """
                    أنشئ مفتاح منع تكرار جديدًا لكل دفعة جديدة واحفظه معها. وعند إعادة المحاولة أرسل المحتوى نفسه تمامًا مع مفتاح منع
                    التكرار نفسه. يبقى مفتاح منع التكرار محفوظًا 24 ساعة على الأقل.
                    """
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Idempotency-Key: order-4712

                {"leads": [{"firstName": "Fahad"}]}
                """
            )
            {
                EarlierRequest = """
                    POST /api/v1/leads/bulks
                    Authorization: Bearer KEY
                    Content-Type: application/json
                    Idempotency-Key: order-4712

                    {"leads": [{"firstName": "Reem"}]}
                    """,
            },
            new(
                ProblemType.InvalidList,
                new(
                    "A reference list that was to be imported has errors. Nothing was imported.",
                    "في القائمة المرجعية التي طُلب استيرادها أخطاء، ولم يُستورد منها شيء."
                ),
                new(
                    """
                    - A label, code, or alias is blank, longer than 200 characters, or has a control character.
                    - An item has no `parentValue`, or its parent item does not exist.
                    - The list would be empty although a mandatory field needs it.
                    """,
                    """
                    - تسمية أو رمز أو اسم بديل فارغ، أو أطول من 200 حرف، أو فيه رمز تحكم.
                    - عنصر دون `parentValue`، أو العنصر الذي يتبعه غير موجود.
                    - ستصبح القائمة فارغة مع أن حقلًا إلزاميًا يحتاج إليها.
                    """
                ),
                new(
                    """
                    `detail` names the items and what is wrong with them. Correct them and send the list again, first with `dryRun=true`:
                    the response then shows what the import changes.
                    """,
                    """
                    يذكر `detailAr` العناصر وأخطاءها. صحّحها وأعد إرسال القائمة، مع `dryRun=true` أولًا: يبيّن الرد عندئذٍ ما سيغيّره
                    الاستيراد.
                    """
                ),
                """
                PUT /api/v1/list/LEAD_PRIORITY/file
                Authorization: Bearer KEY
                Content-Type: application/json

                {"list": "LEAD_PRIORITY", "items": []}
                """
            ),
            new(
                ProblemType.LeadsHaveErrors,
                new(
                    "At least one lead has an error, and the request asked for strict handling, or would make a valid lead invalid. "
                        + "Nothing was stored.",
                    "في عميل محتمل واحد على الأقل خطأ، وطُلبت في هذا الطلب المعالجة الصارمة، أو كان الطلب سيُدخل أخطاء في بيانات صحيحة. "
                        + "لم يُحفظ شيء."
                ),
                new(
                    """
                    - `Prefer: handling=strict` was sent, or it is the default of the API key.
                    - A correction of a valid lead has an error. A valid lead stays valid.
                    """,
                    """
                    - أُرسلت الترويسة `Prefer: handling=strict`، أو أنها القيمة الافتراضية لمفتاح API.
                    - في تصحيح بيانات صحيحة خطأ. تبقى البيانات الصحيحة صحيحة دائمًا.
                    """
                ),
                new(
                    """
                    `leads` has every lead that has errors, with all of its errors. Correct them and send the bulk again. Without strict
                    handling, all leads are stored, those with errors exactly as they were sent, and are then corrected one by one with
                    `PATCH /api/v1/leads/{id}`.
                    """,
                    """
                    في `leads` كل عميل محتمل فيه أخطاء مع جميع أخطائه. صحّحها وأعد إرسال الدفعة. دون المعالجة الصارمة يُحفظ جميع العملاء
                    المحتملين، ومن في بياناته أخطاء يُحفظ كما أُرسل تمامًا، ثم تُصحَّح بياناته بالطلب `PATCH /api/v1/leads/{id}`.
                    """
                ),
                """
                POST /api/v1/leads/bulks
                Authorization: Bearer KEY
                Content-Type: application/json
                Prefer: handling=strict

                {"leads": [{
                  "leadType": "Individual", "firstName": "Reem", "phoneCode": "+966", "phoneNumber": "512345678",
                  "customerCountry": "SA", "customerRegion": "Riyadh", "customerCity": "Jeddah", "preferredLanguage": "Arabic",
                  "brand": "KIA", "businessArea": "Sales", "leadDate": "2026-03-01T09:30:00+03:00", "leadName": "Test drive",
                  "interest": "Test Drive", "source": "Website", "subSource": "Live Chat", "priority": "Hot"
                }]}
                """
            ),
            new(
                ProblemType.InvalidReplacement,
                new(
                    "The field cannot have the replacement of a correction of many leads. Nothing was changed.",
                    "لا يقبل الحقل القيمة البديلة في التصحيح الجماعي. لم يتغير شيء."
                ),
                new(
                    "The replacement is not in the list of the field, has another error, or is the wrong value itself.",
                    "القيمة البديلة ليست في قائمة الحقل، أو فيها خطأ آخر، أو هي القيمة الخطأ نفسها."
                ),
                new(
                    "Send a value that a lead can have in this field. `suggestions` has the nearest.",
                    "أرسل قيمة يقبلها هذا الحقل. ويعرض `suggestions` أقرب القيم."
                ),
                """
                POST /api/v1/leads/corrections
                Authorization: Bearer KEY
                Content-Type: application/json

                {"field": "customerCity", "value": "Jaddeh", "replacement": "Jaddehh"}
                """
            ),
            new(
                ProblemType.InvalidAlias,
                new(
                    "The wrong value cannot become an alias of the item that the replacement names. Nothing was changed.",
                    "لا يمكن أن تصبح القيمة الخطأ اسمًا بديلًا للعنصر الذي تعيّنه القيمة البديلة. لم يتغير شيء."
                ),
                new(
                    """
                    - The value is a name of another item already. With both, nobody could tell which one is meant.
                    - The field has no list.
                    - Several items have the name of the replacement, under different parent items.
                    """,
                    """
                    - القيمة اسم لعنصر آخر، ولو صارت اسمًا للعنصرين لما عُرف أيهما المقصود.
                    - ليس للحقل قائمة.
                    - لعدة عناصر تحت عناصر رئيسة مختلفة اسم القيمة البديلة نفسه.
                    """
                ),
                new(
                    "Correct the leads with `rememberAsAlias` as `false`, or change the list.",
                    "صحّح البيانات مع القيمة `false` في `rememberAsAlias`، أو غيّر القائمة."
                ),
                """
                POST /api/v1/leads/corrections
                Authorization: Bearer KEY
                Content-Type: application/json

                {"field": "customerCity", "value": "Riyadh", "replacement": "Jeddah", "rememberAsAlias": true}
                """
            ),
        ];
}
