using Leadgate.Contract.Issues;

namespace Leadgate.Server.Docs;

/// <content>Fields that take an item of a list.</content>
internal static partial class IssueExplanations
{
    private static IEnumerable<IssueExplanation> ValueIssues() =>
        [
            new(
                IssueCode.NotInList,
                new(
                    """
                    - The text is misspelled, or is a word of another system for the same thing.
                    - The item was retired, or exists only in another environment.
                    - A number was sent that is not the `value` of an item.
                    """,
                    """
                    - في النص خطأ إملائي، أو هو تسمية من نظام آخر.
                    - لم يعد العنصر مستخدمًا، أو أنه موجود في بيئة أخرى فقط.
                    - أُرسل رقم ليس `value` لأي عنصر.
                    """
                ),
                new(
                    """
                    Send one of `suggestions`, or choose an item from the list: the message names the list, and `GET
                    /api/v1/list/{LIST}` shows its items. [Reference lists](../lists.md) describes which texts match an item. If a text
                    is usual in your business, ask the operator to add it as an alias.
                    """,
                    """
                    أرسل إحدى القيم في `suggestions`، أو اختر عنصرًا من القائمة المذكورة في الرسالة؛ يعرض `GET /api/v1/list/{LIST}`
                    عناصرها. وتبيّن صفحة [القوائم المرجعية](../lists.md) النصوص المقبولة لكل عنصر. وإذا كان النص شائعًا في عملك فاطلب من
                    مشغّل الخدمة إضافته اسمًا بديلًا.
                    """
                ),
                "\"source\": \"Web syte\""
            ),
            new(
                IssueCode.NotInParent,
                new(
                    """
                    Some lists depend on another: a city belongs to a region, a branch and a model to a brand, a sub-source to a source.
                    The two values that were sent do not belong together, so one of them is wrong.
                    """,
                    """
                    بعض القوائم تابعة لقوائم أخرى: المدينة تابعة لمنطقة، والفرع والطراز تابعان لعلامة تجارية، والمصدر الفرعي تابع لمصدر.
                    القيمتان المرسلتان لا تجتمعان، فإحداهما غير صحيحة.
                    """
                ),
                new(
                    """
                    The message names both possible corrections, and `suggestions` has them: values that belong to the parent that was
                    sent, and the parent that the value belongs to, written as a JSON member.
                    """,
                    """
                    تذكر الرسالة التصحيحين الممكنين، وكلاهما في `suggestions`: قيم تابعة لما أرسلته، والعنصر الذي تتبعه القيمة مكتوبًا
                    كخاصية JSON.
                    """
                ),
                "\"customerRegion\": \"Riyadh\", \"customerCity\": \"Jeddah\""
            ),
            new(
                IssueCode.Ambiguous,
                new(
                    """
                    Two items of the list have this text as their label, code, or alias. The service never guesses. The built-in lists
                    have no such texts; a list that the operator imported may have some.
                    """,
                    """
                    لعنصرين في القائمة هذا النص تسميةً أو رمزًا أو اسمًا بديلًا، ولا تخمّن الخدمة أبدًا. لا يحدث ذلك في القوائم المرفقة، وقد
                    يحدث في قائمة استوردها مشغّل الخدمة.
                    """
                ),
                new(
                    "The message names the items with their numbers. Send the number (`value`) of the one you mean.",
                    "تذكر الرسالة العنصرين ورقميهما. أرسل رقم العنصر المقصود (`value`)."
                ),
                "\"priority\": \"VIP\""
            )
            {
                Premise = new(
                    "Here an operator has added the alias \"VIP\" to two priorities.",
                    "في هذا المثال أضاف مشغّل الخدمة الاسم البديل «VIP» إلى أولويتين."
                ),
            },
            new(
                IssueCode.KeptAsText,
                new(
                    "The parent item that was sent has no items in this list. Regions and cities are built in for the Gulf states only.",
                    "ليس للعنصر المختار عناصر في هذه القائمة. المناطق والمدن المرفقة مثلًا هي مناطق دول الخليج ومدنها فقط."
                ),
                new(
                    "Nothing needs to be done: the lead is valid. The operator can add items to the list.",
                    "لا يلزم عمل شيء: بيانات العميل المحتمل صحيحة. ويستطيع مشغّل الخدمة إضافة عناصر إلى القائمة."
                ),
                "\"customerCountry\": \"Germany\", \"customerRegion\": \"Bavaria\", \"customerCity\": \"Munich\""
            ),
        ];
}
