namespace Leadgate.Contract.Problems;

/// <summary>
/// Why a whole request was rejected (promise 8, RFC 9457). Type, title, and status are the same for every such response; its <c>detail</c>
/// says what is wrong with this request and what to do.
/// </summary>
/// <param name="Name">The kebab-case word at the end of <see cref="Uri"/>.</param>
/// <param name="Status">The HTTP status of the response.</param>
/// <param name="Title">What happened, in English.</param>
/// <param name="TitleAr">What happened, in Arabic.</param>
public sealed record ProblemType(string Name, int Status, string Title, string TitleAr)
{
    /// <summary>The body is empty or not JSON; the detail names line and column (promise 6.3).</summary>
    public static readonly ProblemType NotJson = new("not-json", 400, "The body is not JSON", "محتوى الطلب ليس JSON");

    /// <summary>The body is JSON, but not the object with <c>leads</c> that a bulk is (promises 6.1 and 6.3).</summary>
    public static readonly ProblemType NotABulk = new(
        "not-a-bulk",
        400,
        "The body is not a bulk of leads",
        "محتوى الطلب ليس دفعة من العملاء المحتملين"
    );

    /// <summary><c>isProcessed</c> of a new bulk is neither 1 nor 0 (promise 6.2).</summary>
    public static readonly ProblemType InvalidStatus = new(
        "invalid-status",
        400,
        "isProcessed must be 1 or 0 for a new bulk",
        "يجب أن تكون حالة الدفعة الجديدة 1 أو 0"
    );

    /// <summary>A parameter of the query or path has a value that is not allowed.</summary>
    public static readonly ProblemType InvalidParameter = new(
        "invalid-parameter",
        400,
        "A parameter is not valid",
        "أحد معاملات الطلب غير صحيح"
    );

    /// <summary>The idempotency key is empty, too long, or has unprintable characters (promise 6.6).</summary>
    public static readonly ProblemType InvalidIdempotencyKey = new(
        "invalid-idempotency-key",
        400,
        "The idempotency key is not valid",
        "مفتاح منع التكرار غير صحيح"
    );

    /// <summary>The request is not valid HTTP: a truncated body or a malformed header.</summary>
    public static readonly ProblemType BadRequest = new("bad-request", 400, "The request could not be read", "تعذرت قراءة الطلب");

    /// <summary>No API key was sent, or one that is not valid; the detail says which (promise 10.2).</summary>
    public static readonly ProblemType Unauthorized = new("unauthorized", 401, "A valid API key is required", "يلزم مفتاح API صالح");

    /// <summary>The API key is valid but lacks a scope; the detail names it (promise 10.2).</summary>
    public static readonly ProblemType MissingScope = new(
        "missing-scope",
        403,
        "The required scope is missing",
        "الصلاحية المطلوبة لهذه العملية غير متوفرة"
    );

    /// <summary>No such API key (promise 10.1).</summary>
    public static readonly ProblemType KeyNotFound = new("key-not-found", 404, "No such API key", "لا يوجد مفتاح API بهذا الرقم أو الاسم");

    /// <summary>No such route (promise 2.7).</summary>
    public static readonly ProblemType RouteNotFound = new("route-not-found", 404, "No such route", "لا يوجد مسار بهذا العنوان");

    /// <summary>No such bulk (promise 2.4).</summary>
    public static readonly ProblemType BulkNotFound = new("bulk-not-found", 404, "No such bulk", "لا توجد دفعة بهذا الرقم");

    /// <summary>No such lead, or it was erased (promise 11.1).</summary>
    public static readonly ProblemType LeadNotFound = new("lead-not-found", 404, "No such lead", "لا يوجد عميل محتمل بهذا الرقم");

    /// <summary>No such correction of many leads (promise 11.5).</summary>
    public static readonly ProblemType CorrectionNotFound = new(
        "correction-not-found",
        404,
        "No such correction",
        "لا يوجد تصحيح جماعي بهذا الرقم"
    );

    /// <summary>No such import (promise 12.3).</summary>
    public static readonly ProblemType ImportNotFound = new("import-not-found", 404, "No such import", "لا توجد عملية استيراد بهذا الرقم");

    /// <summary>No such list; the detail names the nearest (promise 3.4).</summary>
    public static readonly ProblemType ListNotFound = new("list-not-found", 404, "No such list", "لا توجد قائمة بهذا الاسم أو الرقم");

    /// <summary>The <c>parentId</c> is not in the parent list (promise 3.4).</summary>
    public static readonly ProblemType ParentNotFound = new(
        "parent-not-found",
        404,
        "No such parent item",
        "لا يوجد عنصر بهذا الرقم في القائمة التي تتبعها هذه القائمة"
    );

    /// <summary>The route supports other methods only (promise 2.7).</summary>
    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "This route does not support this method",
        "لا يقبل هذا المسار طريقة الطلب (HTTP method) المستخدمة"
    );

    /// <summary>The body took too long to arrive.</summary>
    public static readonly ProblemType RequestTimeout = new(
        "request-timeout",
        408,
        "The request took too long to arrive",
        "تأخر وصول الطلب أكثر من المهلة المسموح بها"
    );

    /// <summary>The first request with this idempotency key is still in progress (promise 6.6).</summary>
    public static readonly ProblemType IdempotencyKeyInUse = new(
        "idempotency-key-in-use",
        409,
        "A request with this idempotency key is still in progress",
        "ما زال الطلب الأول بمفتاح منع التكرار هذا قيد التنفيذ"
    )
    {
        HasRetryAfter = true,
    };

    /// <summary>An import runs or has ended, or cannot start with its columns as they are chosen (promise 12.4).</summary>
    public static readonly ProblemType ImportNotReady = new(
        "import-not-ready",
        409,
        "The import does not allow this now",
        "لا تسمح حالة الاستيراد بهذه العملية الآن"
    );

    /// <summary>The body is over the size limit (promise 6.1).</summary>
    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large",
        413,
        "The body is too large",
        "حجم محتوى الطلب أكبر من الحد المسموح به"
    );

    /// <summary>The bulk contains more leads than the limit (promise 6.1).</summary>
    public static readonly ProblemType TooManyLeads = new(
        "too-many-leads",
        413,
        "The bulk contains too many leads",
        "عدد العملاء المحتملين في الدفعة أكبر من الحد المسموح به"
    );

    /// <summary>The media type, charset, or compression of the body is not supported (promise 6.3).</summary>
    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type",
        415,
        "The media type, charset, or compression of the body is not supported",
        "نوع محتوى الطلب أو ترميزه أو ضغطه غير مدعوم"
    );

    /// <summary>The idempotency key was already used with a different body (promise 6.6).</summary>
    public static readonly ProblemType IdempotencyKeyReused = new(
        "idempotency-key-reused",
        422,
        "This idempotency key was already used with a different body",
        "استُخدم مفتاح منع التكرار هذا مع محتوى مختلف"
    );

    /// <summary>A file that was sent to be imported can't be read (promise 12.2); nothing of it was kept.</summary>
    public static readonly ProblemType UnreadableFile = new("unreadable-file", 422, "The file cannot be read", "تعذرت قراءة الملف");

    /// <summary>A list that is imported has errors; nothing was changed.</summary>
    public static readonly ProblemType InvalidList = new(
        "invalid-list",
        422,
        "The list has errors, so nothing was imported",
        "في القائمة أخطاء ولم يُستورد منها شيء"
    );

    /// <summary>Strict handling was requested and a lead has errors; nothing was stored (promise 6.5).</summary>
    public static readonly ProblemType LeadsHaveErrors = new(
        "leads-have-errors",
        422,
        "Leads have errors, so nothing was stored",
        "في الدفعة أخطاء ولم يُحفظ منها شيء"
    );

    /// <summary>A field cannot have what a correction of many leads puts into it (promise 11.5).</summary>
    public static readonly ProblemType InvalidReplacement = new(
        "invalid-replacement",
        422,
        "The replacement is not valid",
        "القيمة البديلة غير صحيحة"
    );

    /// <summary>A wrong value cannot become an alias (promise 11.5); nothing was done.</summary>
    public static readonly ProblemType InvalidAlias = new(
        "invalid-alias",
        422,
        "The value cannot become an alias",
        "لا يمكن حفظ القيمة اسمًا بديلًا"
    );

    /// <summary>A correction does not say which version of the lead it was made for (promise 11.2).</summary>
    public static readonly ProblemType PreconditionRequired = new(
        "precondition-required",
        428,
        "The version of the lead is missing",
        "رقم إصدار بيانات العميل المحتمل مفقود من الطلب"
    );

    /// <summary>The API key has exceeded its limit per minute (promise 10.4).</summary>
    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests",
        429,
        "Rate limit exceeded",
        "تجاوز المفتاح الحد المسموح به في الدقيقة"
    )
    {
        HasRetryAfter = true,
    };

    /// <summary>An unexpected error in the service; what was sent may be stored or not.</summary>
    public static readonly ProblemType Internal = new("internal", 500, "Internal error", "حدث خطأ في الخدمة");

    /// <summary>The database cannot be reached or written to (promise 8).</summary>
    public static readonly ProblemType StoreUnavailable = new(
        "store-unavailable",
        503,
        "The database is unavailable",
        "تعذر الوصول إلى قاعدة البيانات"
    )
    {
        HasRetryAfter = true,
    };

    /// <summary>
    /// The database did not confirm a commit, so what was sent may be stored or not (promise 2.6). A retry of a bulk needs its idempotency
    /// key.
    /// </summary>
    public static readonly ProblemType OutcomeUnknown = new(
        "outcome-unknown",
        503,
        "It is not known whether the request was carried out",
        "لا يُعرف هل نُفّذ الطلب"
    )
    {
        HasRetryAfter = true,
    };

    /// <summary>The service is overloaded; nothing was stored (promise 10.4).</summary>
    public static readonly ProblemType Overloaded = new(
        "overloaded",
        503,
        "The service is overloaded",
        "الخدمة مشغولة ولا تستوعب مزيدًا من الطلبات الآن"
    )
    {
        HasRetryAfter = true,
    };

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
        LeadNotFound,
        CorrectionNotFound,
        ImportNotFound,
        ListNotFound,
        ParentNotFound,
        KeyNotFound,
        MethodNotAllowed,
        RequestTimeout,
        IdempotencyKeyInUse,
        ImportNotReady,
        BodyTooLarge,
        TooManyLeads,
        UnsupportedMediaType,
        IdempotencyKeyReused,
        LeadsHaveErrors,
        UnreadableFile,
        InvalidList,
        InvalidReplacement,
        InvalidAlias,
        PreconditionRequired,
        TooManyRequests,
        Internal,
        StoreUnavailable,
        OutcomeUnknown,
        Overloaded,
    ];

    /// <summary>Whether the response says in <c>Retry-After</c> when to retry.</summary>
    public bool HasRetryAfter { get; init; }

    /// <summary>
    /// The stable identifier on the wire, <c>/docs/errors/NAME</c>: a page of the service that explains the problem (promise 8.2, RFC 9457
    /// section 3.1.1).
    /// </summary>
    public string Uri => Routes.Errors + "/" + Name;
}
