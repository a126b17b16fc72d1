using Leadgate.Contract.Issues;

namespace Leadgate.Server.Docs;

/// <content>Texts, dates, and numbers.</content>
internal static partial class IssueExplanations
{
    private static IEnumerable<IssueExplanation> TextIssues() =>
        [
            new(
                IssueCode.InvalidDate,
                new(
                    """
                    - The date is written in a local format, such as `31/12/2026` or `12/31/26`, in which day and month can be confused.
                    - The day does not exist, such as February 30.
                    """,
                    """
                    - التاريخ مكتوب بصيغة محلية مثل `31/12/2026` أو `12/31/26`، وفيها يلتبس اليوم بالشهر.
                    - اليوم غير موجود، مثل 30 فبراير.
                    """
                ),
                new(
                    "Send the Gregorian date as `yyyy-MM-dd`, or as an ISO 8601 date-time such as `2026-03-01T09:30:00+03:00`.",
                    "أرسل التاريخ الميلادي بالصيغة `yyyy-MM-dd`، أو مع الوقت والإزاحة بصيغة ISO 8601 مثل `2026-03-01T09:30:00+03:00`."
                ),
                "\"dateOfBirth\": \"31/12/1990\""
            ),
            new(
                IssueCode.InvalidLength,
                new("The phone number has too few or too many digits.", "عدد أرقام الهاتف أقل من المطلوب أو أكثر."),
                new(
                    """
                    Send exactly 9 digits in `phoneNumber`, and the country code in `phoneCode`. If the text can be read as a phone
                    number, `suggestions` has both members as they should be sent.
                    """,
                    """
                    أرسل 9 أرقام بالضبط في `phoneNumber`، ورمز الدولة في `phoneCode`. إذا أمكنت قراءة النص رقم هاتف ففي `suggestions`
                    الخاصيتان كما يجب إرسالهما.
                    """
                ),
                "\"phoneNumber\": \"51234\""
            ),
            new(
                IssueCode.InvalidFormat,
                new(
                    """
                    - A phone number with a leading zero, a country code, letters, or separators.
                    - An email address without `@` or without a domain.
                    - A quantity that is not a whole number.
                    """,
                    """
                    - رقم هاتف في أوله صفر أو رمز الدولة، أو فيه حروف أو فواصل.
                    - بريد إلكتروني دون `@` أو دون نطاق.
                    - كمية ليست عددًا صحيحًا.
                    """
                ),
                new(
                    "The message says which format is expected, and `suggestions` has the correct value if it is certain.",
                    "تبيّن الرسالة الصيغة المطلوبة، وفي `suggestions` القيمة الصحيحة إذا كانت مؤكدة."
                ),
                "\"email\": \"reem(at)example.com\""
            ),
            new(
                IssueCode.OutOfRange,
                new(
                    """
                    - A date of birth in the future, a lead date more than 7 days ahead, or a date before 1900.
                    - A Hijri date, which looks like a date 580 years ago. The suggestion is the Gregorian date.
                    - A quantity outside 1 to 1,000, or too many vehicles.
                    """,
                    """
                    - تاريخ ميلاد في المستقبل، أو تاريخ استفسار بعد أكثر من 7 أيام، أو تاريخ قبل سنة 1900.
                    - تاريخ هجري، ويُقرأ كأنه قبل قرون. القيمة المقترحة هي التاريخ الميلادي الموافق له.
                    - كمية خارج الحدود من 1 إلى 1000، أو مركبات أكثر من الحد.
                    """
                ),
                new("The message names the allowed range.", "تذكر الرسالة الحدود المسموح بها."),
                "\"dateOfBirth\": \"1410-05-03\""
            ),
            new(
                IssueCode.TooLong,
                new(
                    "Two texts were put into one field, such as a whole message into a name, or HTML was sent in place of text.",
                    "وُضع نصّان في حقل واحد، كرسالة كاملة في حقل الاسم، أو أُرسل HTML بدل النص."
                ),
                new(
                    """
                    Shorten the text: it is never cut off silently. [Fields](../fields.md) shows the maximum of each field. Longer texts
                    belong into `leadNote`.
                    """,
                    """
                    اختصر النص؛ فالخدمة لا تقطع أي نص دون إخبارك. تعرض صفحة [الحقول](../fields.md) الحد الأقصى لكل حقل، ومكان النصوص
                    الطويلة هو `leadNote`.
                    """
                ),
                $"\"firstName\": \"{new string('R', 101)}\""
            ),
            new(
                IssueCode.InvalidCharacter,
                new(
                    """
                    - A control character (U+0000 to U+001F, except tab and line breaks) came along when text was copied or read from a
                      file.
                    - The text was cut in the middle of an emoji, or decoded with the wrong character set.
                    """,
                    """
                    - رمز تحكم غير مرئي (من U+0000 إلى U+001F عدا علامات الجدولة وفواصل الأسطر) جاء مع نص منسوخ أو مقروء من ملف.
                    - قُطع النص في منتصف رمز تعبيري، أو قُرئ بترميز غير ترميزه.
                    """
                ),
                new(
                    "Remove the character. Cut texts by characters and not by bytes or UTF-16 units.",
                    "احذف الرمز. واقطع النصوص عند حدود الأحرف لا عند البايتات."
                ),
                "\"firstName\": \"Re\\u0000em\""
            ),
        ];
}
