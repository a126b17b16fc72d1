using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>Why a workbook can't be read.</summary>
internal static class XlsxRefusals
{
    public static FileRefusal Damaged(long? row = null) =>
        new(
            new(
                "The workbook is damaged or incomplete. Open it in Excel, save it again, and send that file.",
                "المصنف تالف أو غير مكتمل. افتحه في Excel واحفظه من جديد ثم أرسله."
            ),
            row
        );

    public static FileRefusal TooLarge { get; } =
        new FileRefusal(
            "The workbook is too large when it is unpacked. Save the table as CSV, or in several workbooks.",
            "حجم المصنف بعد فك ضغطه أكبر من المسموح به. احفظ الجدول بصيغة CSV أو في عدة مصنفات."
        );

    public static FileRefusal TooManyTexts { get; } =
        new FileRefusal(
            "The workbook has too many different texts. Save the table as CSV, or in several workbooks.",
            "في المصنف نصوص مختلفة أكثر من المسموح به. احفظ الجدول بصيغة CSV أو في عدة مصنفات."
        );

    public static FileRefusal Malformed { get; } =
        new FileRefusal(
            "The workbook is not built as Excel builds one. Open it in Excel and save it again.",
            "المصنف ليس مبنيًا كما يبنيه Excel. افتحه في Excel واحفظه من جديد."
        );

    public static FileRefusal NoWorkbook { get; } =
        new FileRefusal(
            "The file is an archive without a workbook. Unpack it, and send the table that is in it.",
            "الملف أرشيف ليس فيه مصنف. فك ضغطه وأرسل الجدول الذي فيه."
        );

    public static FileRefusal OpenDocument { get; } =
        new FileRefusal("The file is an OpenDocument spreadsheet. Save it as XLSX.", "الملف جدول بصيغة OpenDocument. احفظه بصيغة XLSX.");

    public static FileRefusal BinaryWorkbook { get; } =
        new FileRefusal("The file is a binary workbook (.xlsb). Save it as XLSX.", "الملف مصنف ثنائي (xlsb). احفظه بصيغة XLSX.");

    public static FileRefusal NoSheet { get; } = new FileRefusal("The workbook has no sheet with cells.", "ليس في المصنف ورقة فيها خلايا.");

    public static FileRefusal WrongReference(string reference, long row) =>
        new(
            new(
                Format($"Row {row} has a cell with the reference {Quote.Value(false, Cut(reference))}, which is not possible there."),
                Format($"في الصف {row} خلية بالمرجع {Quote.Value(true, Cut(reference))}، وهو غير ممكن هناك.")
            ),
            row
        );

    public static FileRefusal WrongRow(string number, long row) =>
        new(
            new(
                Format($"The row after row {row} has the number {Quote.Value(false, Cut(number))}, which is not possible there."),
                Format($"الصف الذي يلي الصف {row} رقمه {Quote.Value(true, Cut(number))}، وهو غير ممكن هناك.")
            ),
            row
        );

    public static FileRefusal CellTooLong(long row) =>
        new(
            new(
                Format($"A cell in row {row} has more than {XlsxLimits.MaxCellLength} characters. Shorten it."),
                Format($"في الصف {row} خلية فيها أكثر من {XlsxLimits.MaxCellLength} حرف. اختصرها.")
            ),
            row
        );

    private static string Cut(string text) => PlainText.Show(text, 20);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
