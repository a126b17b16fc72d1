using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <content>Files that are imported.</content>
internal static partial class ProblemExplanations
{
    private static IEnumerable<ProblemExplanation> FileProblems() =>
        [
            new(
                ProblemType.UnreadableFile,
                new(
                    "A file was sent to be imported, and cannot be read. Nothing of it was kept.",
                    "أُرسل ملف للاستيراد وتعذرت قراءته. لم يُحفظ منه شيء."
                ),
                new(
                    """
                    - The file is empty, has no rows, or has more rows than are allowed.
                    - It is of another kind: an old workbook (`.xls`), a workbook with a password, a PDF.
                    - It is damaged, or was cut off on its way.
                    - A form was sent that has no file in it.
                    """,
                    """
                    - الملف فارغ أو ليس فيه صفوف، أو فيه صفوف أكثر من المسموح به.
                    - الملف من نوع آخر: مصنف قديم (`.xls`) أو مصنف محمي بكلمة مرور أو ملف PDF.
                    - الملف تالف أو انقطع أثناء الإرسال.
                    - أُرسل نموذج ليس فيه ملف.
                    """
                ),
                new(
                    "Read `detail`: it names the line where there is one. Save the file as CSV in UTF-8 or as `.xlsx`, and send it again.",
                    "اقرأ `detailAr`، ففيه رقم السطر إن وُجد. احفظ الملف بصيغة CSV بترميز UTF-8 أو بصيغة `.xlsx` ثم أعد إرساله."
                ),
                """
                POST /api/v1/imports
                Authorization: Bearer KEY
                Content-Type: multipart/form-data; boundary=leads

                --leads--
                """
            ),
            new(
                ProblemType.ImportNotReady,
                new("The import does not allow this now. Nothing was changed.", "لا تسمح حالة الاستيراد بهذه العملية الآن. لم يتغير شيء."),
                new(
                    """
                    - It is being checked, or its rows are being stored.
                    - It was done, failed, or was cancelled.
                    - Its columns cannot be imported as they are chosen: two of them are the same field, for instance.
                    - Somebody else changed it at the same moment.
                    """,
                    """
                    - الاستيراد قيد الفحص أو قيد التنفيذ.
                    - انتهى الاستيراد أو فشل أو أُلغي.
                    - لا يمكن استيراد الأعمدة كما اختيرت، كأن يكون عمودان للحقل نفسه.
                    - غيّره شخص آخر في اللحظة نفسها.
                    """
                ),
                new(
                    "Read the import (`GET /api/v1/imports/{id}`): `status` and `problem` say what to do.",
                    "اقرأ الاستيراد بالطلب `GET /api/v1/imports/{id}`، ففي `status` و`problem` ما ينبغي فعله."
                ),
                """
                POST /api/v1/imports/12/start
                Authorization: Bearer KEY
                """
            ),
        ];
}
