namespace Leadgate.Contract.Problems;

/// <summary>
/// Why a whole request was refused (promise 8, RFC 9457), each type written once, here. The <c>detail</c> of an answer says
/// what to do in the case at hand; type, title and status of a problem never change.
/// </summary>
/// <param name="Name">The kebab-case word at the end of <see cref="Uri"/>.</param>
/// <param name="Status">The HTTP status that it is answered with.</param>
/// <param name="Title">What happened, in English.</param>
/// <param name="TitleAr">What happened, in Arabic.</param>
public sealed record ProblemType(string Name, int Status, string Title, string TitleAr)
{
    /// <summary>The body is empty or no JSON; the detail names line and column (promise 6.3).</summary>
    public static readonly ProblemType NotJson = new("not-json", 400, "The body is not JSON", "محتوى الطلب ليس JSON");

    /// <summary>The body is JSON, but not the object with <c>leads</c> that a bulk is (promises 6.1 and 6.3).</summary>
    public static readonly ProblemType NotABulk = new(
        "not-a-bulk",
        400,
        "The body is not a bulk of leads",
        "محتوى الطلب ليس دفعة من العملاء المحتملين"
    );

    /// <summary><c>isProcessed</c> of a new bulk is something else than 1 (promise 6.2).</summary>
    public static readonly ProblemType InvalidStatus = new(
        "invalid-status",
        400,
        "A new bulk may only have the status 1",
        "لا يجوز أن تكون حالة الدفعة الجديدة غير 1"
    );

    /// <summary>A parameter of the query or path is no value that it may have.</summary>
    public static readonly ProblemType InvalidParameter = new(
        "invalid-parameter",
        400,
        "A parameter is wrong",
        "أحد معاملات الطلب غير صحيح"
    );

    /// <summary>The idempotency key is empty, too long or has unprintable characters (promise 6.6).</summary>
    public static readonly ProblemType InvalidIdempotencyKey = new(
        "invalid-idempotency-key",
        400,
        "The idempotency key is wrong",
        "مفتاح منع التكرار غير صحيح"
    );

    /// <summary>The request is broken below HTTP's meaning: a body cut short, a wrong header.</summary>
    public static readonly ProblemType BadRequest = new("bad-request", 400, "The request could not be read", "تعذرت قراءة الطلب");

    /// <summary>No key was shown, or one that is not valid; the detail says which (promise 10.2).</summary>
    public static readonly ProblemType Unauthorized = new("unauthorized", 401, "A valid API key is needed", "يلزم مفتاح API صالح");

    /// <summary>The key is valid, and may not do this; the detail names the scope (promise 10.2).</summary>
    public static readonly ProblemType MissingScope = new("missing-scope", 403, "The key may not do this", "هذا المفتاح لا يسمح بذلك");

    /// <summary>No such API key (promise 10.1).</summary>
    public static readonly ProblemType KeyNotFound = new("key-not-found", 404, "There is no such key", "لا يوجد مفتاح بهذا الرقم");

    /// <summary>No such route (promise 2.7).</summary>
    public static readonly ProblemType RouteNotFound = new(
        "route-not-found",
        404,
        "There is nothing at this address",
        "لا يوجد شيء على هذا العنوان"
    );

    /// <summary>No such bulk (promise 2.4).</summary>
    public static readonly ProblemType BulkNotFound = new("bulk-not-found", 404, "There is no such bulk", "لا توجد دفعة بهذا الرقم");

    /// <summary>No such list; the detail names the nearest (promise 3.4).</summary>
    public static readonly ProblemType ListNotFound = new("list-not-found", 404, "There is no such list", "لا توجد قائمة بهذا الاسم");

    /// <summary>The <c>parentId</c> is no item of the parent list (promise 3.4).</summary>
    public static readonly ProblemType ParentNotFound = new(
        "parent-not-found",
        404,
        "There is no such parent item",
        "لا يوجد عنصر أعلى بهذا الرقم"
    );

    /// <summary>The route knows other methods only (promise 2.7).</summary>
    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "This address does not take this method",
        "هذا العنوان لا يقبل هذه الطريقة"
    );

    /// <summary>The body took too long to arrive.</summary>
    public static readonly ProblemType RequestTimeout = new(
        "request-timeout",
        408,
        "The request took too long to arrive",
        "تأخر وصول الطلب"
    );

    /// <summary>The first request with this idempotency key still runs (promise 6.6).</summary>
    public static readonly ProblemType IdempotencyKeyInUse = new(
        "idempotency-key-in-use",
        409,
        "The first request with this key is still running",
        "الطلب الأول بهذا المفتاح ما زال قيد التنفيذ"
    );

    /// <summary>The body is over the size limit (promise 6.1).</summary>
    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413, "The body is too large", "حجم الطلب أكبر من المسموح");

    /// <summary>The bulk holds more leads than the limit (promise 6.1).</summary>
    public static readonly ProblemType TooManyLeads = new(
        "too-many-leads",
        413,
        "The bulk holds too many leads",
        "عدد العملاء المحتملين في الدفعة أكبر من المسموح"
    );

    /// <summary>The body's media type, charset or encoding is not understood (promise 6.3).</summary>
    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type",
        415,
        "The body must be JSON in UTF-8",
        "يجب أن يكون محتوى الطلب JSON بترميز UTF-8"
    );

    /// <summary>The idempotency key was used with another body (promise 6.6).</summary>
    public static readonly ProblemType IdempotencyKeyReused = new(
        "idempotency-key-reused",
        422,
        "This key was used with another body",
        "استُخدم هذا المفتاح مع محتوى آخر"
    );

    /// <summary>Strict handling was preferred and a lead has errors; nothing was stored (promise 6.5).</summary>
    public static readonly ProblemType LeadsHaveErrors = new(
        "leads-have-errors",
        422,
        "Leads have errors and nothing was stored",
        "توجد أخطاء ولم يُحفظ شيء"
    );

    /// <summary>The key has used up what it may do in a minute (promise 10.4).</summary>
    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests",
        429,
        "The key has sent too much",
        "أرسل هذا المفتاح أكثر من حصته"
    );

    /// <summary>Something broke on our side; nothing was acknowledged.</summary>
    public static readonly ProblemType Internal = new("internal", 500, "Something went wrong on our side", "حدث خطأ لدينا");

    /// <summary>The store cannot be reached or cannot write (promise 8).</summary>
    public static readonly ProblemType StoreUnavailable = new(
        "store-unavailable",
        503,
        "The store cannot be reached",
        "تعذر الوصول إلى مخزن البيانات"
    );

    /// <summary>More is being sent than can be worked on; nothing was stored (promise 10.4).</summary>
    public static readonly ProblemType Overloaded = new(
        "overloaded",
        503,
        "More is being sent than can be worked on",
        "يُرسَل أكثر مما يمكن العمل عليه"
    );

    /// <summary>Every type, by status, in the order of the documentation.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        NotJson,
        NotABulk,
        InvalidStatus,
        InvalidParameter,
        InvalidIdempotencyKey,
        BadRequest,
        Unauthorized,
        MissingScope,
        RouteNotFound,
        BulkNotFound,
        ListNotFound,
        ParentNotFound,
        KeyNotFound,
        MethodNotAllowed,
        RequestTimeout,
        IdempotencyKeyInUse,
        BodyTooLarge,
        TooManyLeads,
        UnsupportedMediaType,
        IdempotencyKeyReused,
        LeadsHaveErrors,
        TooManyRequests,
        Internal,
        StoreUnavailable,
        Overloaded,
    ];

    /// <summary>The stable identifier on the wire, <c>urn:leadgate:problem:NAME</c> (RFC 9457 section 3.1.1).</summary>
    public string Uri => "urn:leadgate:problem:" + Name;
}
