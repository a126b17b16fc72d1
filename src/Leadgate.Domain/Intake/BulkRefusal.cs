using Leadgate.Contract.Problems;

namespace Leadgate.Domain.Intake;

/// <summary>Why a bulk is refused as a whole (promise 6.3).</summary>
/// <param name="Type">What is wrong.</param>
/// <param name="Detail">What to do, in English.</param>
/// <param name="DetailAr">What to do, in Arabic.</param>
internal sealed record BulkRefusal(ProblemType Type, string Detail, string DetailAr)
{
    /// <summary>No JSON, or cut short.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The byte in the line, from 1.</param>
    /// <param name="why">What the parser says.</param>
    public static BulkRefusal NotJson(long line, long column, string why) =>
        new(
            ProblemType.NotJson,
            $"Line {line}, column {column}: {why} Send one JSON object: {{\"leads\": [ … ]}}.",
            $"السطر {line}، العمود {column}: المحتوى ليس JSON صحيحًا. أرسل كائن JSON واحدًا: {{\"leads\": [ … ]}}."
        );

    /// <summary>An empty body.</summary>
    public static BulkRefusal Empty { get; } =
        new(
            ProblemType.NotJson,
            "The body is empty. Send one JSON object: {\"leads\": [ … ]}.",
            "محتوى الطلب فارغ. أرسل كائن JSON واحدًا: {\"leads\": [ … ]}."
        );

    /// <summary>JSON that is no object.</summary>
    public static BulkRefusal NotAnObject { get; } =
        new(
            ProblemType.NotABulk,
            "The body must be one JSON object: {\"leads\": [ … ]}.",
            "يجب أن يكون المحتوى كائن JSON واحدًا: {\"leads\": [ … ]}."
        );

    /// <summary>No <c>leads</c>.</summary>
    public static BulkRefusal WithoutLeads { get; } =
        new(
            ProblemType.NotABulk,
            "\"leads\" is missing. Send the leads as an array: {\"leads\": [ … ]}.",
            "الخاصية \"leads\" غير موجودة. أرسل العملاء كمصفوفة: {\"leads\": [ … ]}."
        );

    /// <summary><c>leads</c> is no array.</summary>
    public static BulkRefusal LeadsNotAnArray { get; } =
        new(
            ProblemType.NotABulk,
            "\"leads\" must be an array, also when there is one lead only.",
            "يجب أن تكون \"leads\" مصفوفة حتى لو كان فيها عميل واحد."
        );

    /// <summary><c>leads</c> is there twice.</summary>
    public static BulkRefusal LeadsTwice { get; } =
        new(
            ProblemType.NotABulk,
            "\"leads\" is there twice. Put all leads into one array.",
            "الخاصية \"leads\" مكررة. ضع جميع العملاء في مصفوفة واحدة."
        );

    /// <summary>An empty array.</summary>
    public static BulkRefusal NoLeads { get; } =
        new(ProblemType.NotABulk, "\"leads\" is empty. Send at least one lead.", "المصفوفة \"leads\" فارغة. أرسل عميلًا واحدًا على الأقل.");

    /// <summary>A status that a new bulk may not have.</summary>
    public static BulkRefusal WrongStatus { get; } =
        new(ProblemType.InvalidStatus, "\"isProcessed\" must be 1 or be left out.", "يجب أن تكون قيمة \"isProcessed\" هي 1 أو أن تُحذف.");

    /// <summary>More leads than allowed.</summary>
    /// <param name="limit">The most leads.</param>
    public static BulkRefusal TooManyLeads(int limit) =>
        new(
            ProblemType.TooManyLeads,
            $"A bulk may hold {limit} leads at most. Send the rest in further bulks.",
            $"الحد الأقصى {limit} عميل في الدفعة. أرسل الباقي في دفعات أخرى."
        );

    /// <summary>A larger body than allowed.</summary>
    /// <param name="limit">The most bytes.</param>
    public static BulkRefusal TooLarge(long limit) =>
        new(
            ProblemType.BodyTooLarge,
            $"A bulk may have {limit} bytes at most. Send its leads in several bulks.",
            $"الحد الأقصى لحجم الدفعة {limit} بايت. أرسل العملاء في عدة دفعات."
        );
}
