using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>API keys.</content>
internal static partial class ProblemExplanations
{
    private static IEnumerable<ProblemExplanation> AccessProblems() =>
        [
            new(
                ProblemType.Unauthorized,
                new(
                    "The request has no API key, or one that is not valid. It had no effect.",
                    "ليس في الطلب مفتاح API، أو أن المفتاح غير صالح. لم يكن للطلب أي أثر."
                ),
                new(
                    """
                    - The header is missing, or a proxy removed it.
                    - The key was copied incompletely. A checksum in the key finds typing errors.
                    - The key was revoked or has expired, or it is for another environment (TEST or PROD).
                    """,
                    """
                    - الترويسة غير موجودة، أو حذفها خادم وسيط.
                    - نُسخ المفتاح ناقصًا. في المفتاح رمز تحقق يكشف أخطاء الكتابة.
                    - أُلغي المفتاح أو انتهت صلاحيته، أو أنه لبيئة أخرى (TEST أو PROD).
                    """
                ),
                new(
                    """
                    Send `Authorization: Bearer KEY` or `X-Api-Key: KEY`. `detail` says what is wrong with the key. Ask the operator of
                    the service for a new key if necessary. Keep it on your server: whoever has the key can send leads in your name.
                    """,
                    """
                    أرسل `Authorization: Bearer KEY` أو `X-Api-Key: KEY`. يبيّن `detailAr` مشكلة المفتاح. اطلب مفتاحًا جديدًا من مشغّل
                    الخدمة عند الحاجة، واحفظه في خادمك: من يملك المفتاح يستطيع الإرسال باسمك.
                    """
                ),
                """
                GET /api/v1/list
                Authorization: Bearer my-key
                """
            ),
            new(
                ProblemType.MissingScope,
                new(
                    "The API key is valid, but it is not allowed to do this. The request had no effect.",
                    "مفتاح API صالح، لكنه لا يسمح بهذه العملية. لم يكن للطلب أي أثر."
                ),
                new(
                    """
                    Each key has scopes: `leads:write` sends leads, `leads:read` reads its own leads, `lists:write` changes lists, and
                    `admin` does everything. `detail` names the scope that is missing.
                    """,
                    """
                    لكل مفتاح صلاحيات: `leads:write` لإرسال العملاء المحتملين، و`leads:read` لقراءة ما أرسله المفتاح نفسه،
                    و`lists:write` لتغيير القوائم، و`admin` لكل شيء. يذكر `detailAr` الصلاحية الناقصة.
                    """
                ),
                new("Ask the operator for a key with that scope.", "اطلب من مشغّل الخدمة مفتاحًا له هذه الصلاحية."),
                """
                GET /api/v1/keys
                Authorization: Bearer KEY
                """
            ),
            new(
                ProblemType.TooManyRequests,
                new(
                    "The API key has used up what it may send per minute. Nothing of this request was stored.",
                    "استنفد مفتاح API ما يُسمح له بإرساله في الدقيقة. لم يُحفظ شيء من هذا الطلب."
                ),
                new(
                    """
                    Requests, leads, and what is added to the database are counted separately for each key, and the allowance refills
                    continuously. Every response shows in `RateLimit-Policy` and `RateLimit` how much a key may send and how much is
                    left.
                    """,
                    """
                    تُحسب الطلبات والعملاء المحتملون وما يُضاف إلى قاعدة البيانات كلٌّ على حدة لكل مفتاح، ويتجدد الرصيد باستمرار. تبيّن
                    الترويستان `RateLimit-Policy` و`RateLimit` في كل رد مقدار المسموح وما تبقى منه.
                    """
                ),
                new(
                    """
                    Wait as many seconds as `Retry-After` says, and send the same request again. Send more leads per bulk instead of one
                    bulk per lead. If the limit is too low for you, ask the operator to raise it.
                    """,
                    """
                    انتظر عدد الثواني المذكور في `Retry-After` ثم أعد إرسال الطلب نفسه. اجمع العملاء المحتملين في دفعات بدل دفعة لكل
                    عميل محتمل. وإذا كان الحد قليلًا فاطلب من مشغّل الخدمة زيادته.
                    """
                ),
                """
                GET /api/v1/list
                Authorization: Bearer KEY
                """
            ),
        ];
}
