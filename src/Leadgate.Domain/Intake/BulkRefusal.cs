using System.Globalization;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Intake;

/// <summary>Why a bulk is refused as a whole (promise 6.3), with what to do about it in English and Arabic.</summary>
internal sealed record BulkRefusal(ProblemType Type, string Detail, string DetailAr)
{
    private const string Shape = "{\"leads\": [ … ]}";

    private static readonly string ShapeAr = BidiText.Ltr(Shape);

    public static BulkRefusal EmptyBody { get; } =
        new(
            ProblemType.NotJson,
            $"The body is empty. Send one JSON object: {Shape}.",
            $"محتوى الطلب فارغ. أرسل كائن JSON واحدًا: {ShapeAr}."
        );

    public static BulkRefusal NotAnObject { get; } =
        new(ProblemType.NotABulk, $"The body must be one JSON object: {Shape}.", $"يجب أن يكون المحتوى كائن JSON واحدًا: {ShapeAr}.");

    public static BulkRefusal MissingLeads { get; } =
        new(
            ProblemType.NotABulk,
            $"\"leads\" is missing. Send the leads as an array: {Shape}.",
            $"الخاصية \"leads\" غير موجودة. أرسل العملاء المحتملين في مصفوفة: {ShapeAr}."
        );

    public static BulkRefusal LeadsNotAnArray { get; } =
        new(
            ProblemType.NotABulk,
            "\"leads\" must be an array, even for a single lead.",
            "يجب أن تكون \"leads\" مصفوفة حتى لو كان فيها عميل محتمل واحد."
        );

    public static BulkRefusal DuplicateLeads { get; } =
        new(
            ProblemType.NotABulk,
            "\"leads\" appears twice. Put all leads into one array.",
            "الخاصية \"leads\" مكررة. ضع جميع العملاء المحتملين في مصفوفة واحدة."
        );

    public static BulkRefusal EmptyLeads { get; } =
        new(
            ProblemType.NotABulk,
            "\"leads\" is empty. Send at least one lead.",
            "المصفوفة \"leads\" فارغة. أرسل عميلًا محتملًا واحدًا على الأقل."
        );

    /// <summary>A body in another format than JSON that has no lead.</summary>
    public static BulkRefusal NoLeads { get; } =
        new(
            ProblemType.NotABulk,
            "The body has no lead. Send at least one.",
            "ليس في المحتوى أي عميل محتمل. أرسل بيانات عميل محتمل واحد على الأقل."
        );

    public static BulkRefusal InvalidStatus { get; } =
        new(
            ProblemType.InvalidStatus,
            "\"isProcessed\" must be 1 or 0 for a new bulk. Send 1 or omit it.",
            "يجب أن تكون قيمة \"isProcessed\" في الدفعة الجديدة 1 أو 0. أرسل 1 أو احذف الخاصية."
        );

    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The byte in the line, from 1.</param>
    /// <param name="reason">A sentence that says what is wrong there.</param>
    /// <param name="reasonAr">The sentence in Arabic.</param>
    public static BulkRefusal NotJson(long line, long column, string reason, string reasonAr) =>
        new(
            ProblemType.NotJson,
            string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {reason} Send one JSON object: {Shape}."),
            string.Create(CultureInfo.InvariantCulture, $"السطر {line}، العمود {column}: {reasonAr} أرسل كائن JSON واحدًا: {ShapeAr}.")
        );

    public static BulkRefusal TooManyLeads(int limit) =>
        new(
            ProblemType.TooManyLeads,
            $"A bulk can hold at most {CountedNoun.Lead.In(false, limit)}. Send the rest in further bulks.",
            string.Create(CultureInfo.InvariantCulture, $"لا يزيد عدد العملاء المحتملين في الدفعة على {limit}. أرسل الباقي في دفعات أخرى.")
        );

    public static BulkRefusal TooLarge(long maxBytes) =>
        new(
            ProblemType.BodyTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"A bulk can have at most {maxBytes} bytes. Send its leads in several bulks."),
            string.Create(CultureInfo.InvariantCulture, $"لا يزيد حجم الدفعة على {maxBytes} بايت. أرسل العملاء المحتملين في عدة دفعات.")
        );
}
