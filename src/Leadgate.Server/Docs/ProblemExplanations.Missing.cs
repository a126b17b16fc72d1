using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>Routes and things that do not exist.</content>
internal static partial class ProblemExplanations
{
    private static IEnumerable<ProblemExplanation> MissingThings() =>
        [
            new(
                ProblemType.RouteNotFound,
                new("The service has no route with this path.", "لا يوجد في الخدمة مسار بهذا العنوان."),
                new(
                    "The path is misspelled, lacks `/api/v1`, or a proxy in front of the service changed it.",
                    "في العنوان خطأ إملائي، أو ينقصه `/api/v1`، أو غيّره خادم وسيط."
                ),
                new(
                    "Compare the path with the interactive reference at `/docs/api`, which shows every route.",
                    "قارن العنوان بالمرجع التفاعلي في `/docs/api`، وهو يعرض جميع المسارات."
                ),
                """
                GET /api/v1/lists
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.BulkNotFound,
                new("There is no bulk with this id that the API key may read.", "لا توجد دفعة بهذا الرقم يستطيع مفتاح API قراءتها."),
                new(
                    """
                    - The id is wrong, or belongs to another environment.
                    - Another sender sent the bulk. A key can read only bulks that were sent under its name, unless it has the scope
                      `admin`.
                    """,
                    """
                    - الرقم غير صحيح، أو هو رقم دفعة في بيئة أخرى.
                    - أرسل الدفعة مرسِل آخر. لا يقرأ المفتاح إلا ما أُرسل باسمه، إلا إذا كانت له الصلاحية `admin`.
                    """
                ),
                new(
                    "Use the id from the response to your `POST`, or search for your leads with `GET /api/v1/leads/bulks`.",
                    "استخدم الرقم الذي ورد في الرد على طلب `POST`، أو ابحث عن عملائك المحتملين بالطلب `GET /api/v1/leads/bulks`."
                ),
                """
                GET /api/v1/leads/bulks/999999999
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.LeadNotFound,
                new(
                    "There is no lead with this id that the API key may read, or its data was erased.",
                    "لا يوجد عميل محتمل بهذا الرقم يستطيع مفتاح API قراءة بياناته، أو حُذفت بياناته."
                ),
                new(
                    """
                    - The id is wrong, or belongs to another environment. It is the `leadExternalId`, not the id of the bulk.
                    - Another sender sent the lead. A key can read only leads that were sent under its name, unless it has the scope
                      `admin`.
                    - The person asked for erasure, or the lead was kept as long as the operator keeps what was sent.
                    """,
                    """
                    - الرقم غير صحيح، أو هو رقم في بيئة أخرى. المطلوب هو `leadExternalId` لا رقم الدفعة.
                    - أرسل العميلَ المحتملَ مرسِل آخر. لا يقرأ المفتاح إلا ما أُرسل باسمه، إلا إذا كانت له الصلاحية `admin`.
                    - طلب صاحب البيانات حذفها، أو انتهت مدة حفظ البيانات المرسلة التي حددها مشغّل الخدمة.
                    """
                ),
                new(
                    "Use the `leadExternalId` from the bulk, or search for your leads with `GET /api/v1/leads/bulks`.",
                    "استخدم الرقم `leadExternalId` الوارد في الدفعة، أو ابحث عن عملائك المحتملين بالطلب `GET /api/v1/leads/bulks`."
                ),
                """
                GET /api/v1/leads/999999999
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.CorrectionNotFound,
                new(
                    "There is no correction of many leads with this id that the API key may see.",
                    "لا يوجد تصحيح جماعي بهذا الرقم يستطيع مفتاح API رؤيته."
                ),
                new(
                    "The id is wrong, or a key with another name asked for the correction.",
                    "الرقم غير صحيح، أو طلب التصحيحَ مفتاح باسم آخر."
                ),
                new(
                    "Use the path in `Location` of the response to `POST /api/v1/leads/corrections`.",
                    "استخدم المسار الوارد في `Location` في الرد على الطلب `POST /api/v1/leads/corrections`."
                ),
                """
                GET /api/v1/leads/corrections/999999999
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.ImportNotFound,
                new(
                    "There is no import with this id that the API key may see.",
                    "لا توجد عملية استيراد بهذا الرقم يستطيع مفتاح API رؤيتها."
                ),
                new("The id is wrong, or a key with another name uploaded the file.", "الرقم غير صحيح، أو رفع الملفَ مفتاح باسم آخر."),
                new(
                    "Use the path in `Location` of the response to `POST /api/v1/imports`, or list your imports with "
                        + "`GET /api/v1/imports`.",
                    "استخدم المسار الوارد في `Location` في الرد على الطلب `POST /api/v1/imports`، أو اعرض عمليات الاستيراد بالطلب "
                        + "`GET /api/v1/imports`."
                ),
                """
                GET /api/v1/imports/999999999
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.ListNotFound,
                new("There is no reference list with this name or number.", "لا توجد قائمة مرجعية بهذا الاسم أو الرقم."),
                new("The name is misspelled, or comes from another system.", "في الاسم خطأ إملائي، أو هو من نظام آخر."),
                new(
                    "Use one of `suggestions`, or look up the name in [Reference lists](../lists.md).",
                    "استخدم أحد الأسماء في `suggestions`، أو ابحث عن الاسم في [القوائم المرجعية](../lists.md)."
                ),
                """
                GET /api/v1/list/CITIES
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.ParentNotFound,
                new(
                    "`parentId` is not the `value` of an item of the parent list.",
                    "قيمة `parentId` ليست رقم عنصر في القائمة التي تتبعها هذه القائمة."
                ),
                new(
                    """
                    - `parentId` is an item of the wrong list, such as a country for the list of cities, whose parent list is the regions.
                    - The item existed in another environment only.
                    """,
                    """
                    - قيمة `parentId` عنصر من قائمة أخرى، كدولة مع قائمة المدن التي تتبع قائمة المناطق.
                    - العنصر موجود في بيئة أخرى فقط.
                    """
                ),
                new(
                    "Take the `value` of an item of the parent list, which [Reference lists](../lists.md) names.",
                    "استخدم `value` لأحد عناصر القائمة التي تتبعها هذه القائمة، واسمها في [القوائم المرجعية](../lists.md)."
                ),
                """
                GET /api/v1/list/CITY?parentId=9999
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.KeyNotFound,
                new("There is no API key with this id or name.", "لا يوجد مفتاح API بهذا الرقم أو الاسم."),
                new(
                    "The id or the name is wrong, or belongs to a key of another environment.",
                    "الرقم أو الاسم غير صحيح، أو هو لمفتاح في بيئة أخرى."
                ),
                new(
                    "`GET /api/v1/keys` shows all keys with their ids and names.",
                    "يعرض الطلب `GET /api/v1/keys` جميع المفاتيح وأرقامها وأسماءها."
                ),
                """
                DELETE /api/v1/keys/999999999
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.MethodNotAllowed,
                new(
                    "The route exists, but not for this HTTP method. The request had no effect.",
                    "المسار موجود، لكنه لا يقبل طريقة الطلب (HTTP method) هذه. لم يكن للطلب أي أثر."
                ),
                new(
                    "`POST` was sent where only `GET` is possible, or the other way round; often a redirect turned a `POST` into a `GET`.",
                    "أُرسل `POST` إلى مسار لا يقبل إلا `GET` أو العكس، وكثيرًا ما يكون السبب إعادة توجيه حوّلت `POST` إلى `GET`."
                ),
                new("Use one of the methods in the `Allow` header.", "استخدم إحدى الطرق المذكورة في الترويسة `Allow`."),
                """
                PUT /api/v1/leads/bulks
                Authorization: Bearer KEY
                """
            ),
        ];
}
