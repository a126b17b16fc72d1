using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <content>What a file could not give.</content>
internal static partial class IssueExplanations
{
    private static readonly BilingualText AsRead = new(
        "The lead as it was read from the row of the file has this member.",
        "يظهر هذا العضو في بيانات العميل المحتمل كما قُرئت من صف الملف."
    );

    private static IEnumerable<IssueExplanation> FileIssues() =>
        [
            new(
                IssueCode.PrecisionLost,
                new(
                    """
                    A long number was typed into a cell that is not formatted as text. A spreadsheet program shows it as `9.66501E+11`,
                    keeps at most 15 digits, and saves what it shows into a CSV file. The digits are not in the file, and none are guessed.
                    """,
                    """
                    كُتب عدد طويل في خلية غير منسقة كنص، فيعرضه برنامج الجداول مثل `9.66501E+11` ولا يحتفظ بأكثر من 15 رقمًا، ويحفظ في
                    ملف CSV ما يعرضه فقط. بقية الأرقام ليست في الملف، ولا تُخمَّن.
                    """
                ),
                new(
                    """
                    Format the column as text, type the number again, and send the file again. Or correct the field of this lead.
                    """,
                    """
                    نسّق العمود كنص واكتب العدد من جديد ثم أرسل الملف مرة أخرى، أو صحّح الحقل في بيانات هذا العميل المحتمل.
                    """
                ),
                "\"phoneNumber\": \"5.12346E+08\""
            )
            {
                Faults = [new(LeadFields.PhoneNumber, IssueCode.PrecisionLost)],
                Premise = AsRead,
            },
            new(
                IssueCode.NoCachedValue,
                new(
                    """
                    A workbook holds the formula of a cell and the result that was shown last. A program that writes workbooks without
                    calculating them leaves the result out.
                    """,
                    """
                    يحفظ ملف Excel صيغة الخلية وآخر نتيجة ظهرت فيها، والبرامج التي تكتب الملفات دون حسابها لا تحفظ النتيجة.
                    """
                ),
                new(
                    "Open the file in a spreadsheet program, save it there, and send it again. Or replace the formulas by their values.",
                    "افتح الملف في برنامج جداول واحفظه فيه ثم أرسله مرة أخرى، أو ضع القيم مكان الصيغ."
                ),
                "\"phoneNumber\": null"
            )
            {
                Faults = [new(LeadFields.PhoneNumber, IssueCode.NoCachedValue)],
                Premise = AsRead,
            },
            new(
                IssueCode.UnreadableCell,
                new(
                    """
                    The cell shows an error such as `#N/A`, `#REF!`, or `#DIV/0!`, or a date that does not exist in the calendar of the
                    workbook.
                    """,
                    """
                    تعرض الخلية خطأ مثل `#N/A` أو `#REF!` أو `#DIV/0!`، أو تاريخًا لا يوجد في تقويم الملف.
                    """
                ),
                new(
                    "Enter the value into the cell and send the file again. Or correct the field of this lead.",
                    "اكتب القيمة في الخلية وأرسل الملف مرة أخرى، أو صحّح الحقل في بيانات هذا العميل المحتمل."
                ),
                "\"phoneNumber\": \"#N/A\""
            )
            {
                Faults = [new(LeadFields.PhoneNumber, IssueCode.UnreadableCell)],
                Premise = AsRead,
            },
        ];
}
