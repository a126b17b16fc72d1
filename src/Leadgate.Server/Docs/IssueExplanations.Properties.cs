using Leadgate.Contract.Issues;

namespace Leadgate.Server.Docs;

/// <content>Properties of the JSON object.</content>
internal static partial class IssueExplanations
{
    private static IEnumerable<IssueExplanation> PropertyIssues() =>
        [
            new(
                IssueCode.Required,
                new(
                    """
                    - The field was not sent, or it is `null`, blank, or made of invisible characters only.
                    - The name of the property differs from the field's name. Then the lead also has the warning
                      [`unknown-field`](unknown-field.md).
                    - Some fields are mandatory for a company only, others for an individual only.
                    """,
                    """
                    - لم يُرسل الحقل، أو أن قيمته `null` أو فارغة أو كلها رموز غير مرئية.
                    - يختلف اسم الخاصية عن اسم الحقل. عندئذ يوجد أيضًا التنبيه [`unknown-field`](unknown-field.md).
                    - بعض الحقول إلزامي للشركات فقط، وبعضها للأفراد فقط.
                    """
                ),
                new(
                    "Send the field that the message names. [Fields](../fields.md) shows which fields are mandatory.",
                    "أرسل الحقل المذكور في الرسالة. تعرض صفحة [الحقول](../fields.md) الحقول الإلزامية."
                ),
                "\"priority\": null"
            ),
            new(
                IssueCode.InvalidType,
                new(
                    """
                    - An object or an array was sent for a text, such as `{"first": "Reem"}` for a name.
                    - `vehicles` is an object and not an array.
                    - An element of `leads` is a text, a number, or `null`.
                    """,
                    """
                    - أُرسل كائن أو مصفوفة في حقل نصي، مثل `{"first": "Reem"}` في حقل الاسم.
                    - الخاصية `vehicles` كائن وليست مصفوفة.
                    - أحد عناصر `leads` نص أو رقم أو `null`.
                    """
                ),
                new(
                    "Send the JSON type that the message names. Other leads of the bulk are not affected.",
                    "أرسل نوع JSON المذكور في الرسالة. لا يؤثر الخطأ في بقية العملاء المحتملين في الدفعة."
                ),
                "\"firstName\": {\"first\": \"Reem\"}"
            ),
            new(
                IssueCode.Conflict,
                new(
                    """
                    Some fields have two names: `ou` and `brand`, `leadInterest` and `interest`, `leadTypeName` and `companyName`. Both
                    were sent with values that mean different things, or one name was sent twice.
                    """,
                    """
                    لبعض الحقول اسمان: `ou` و`brand`، و`leadInterest` و`interest`، و`leadTypeName` و`companyName`. أُرسل الاسمان بقيمتين
                    مختلفتي المعنى، أو أُرسل اسم واحد مرتين.
                    """
                ),
                new("Send the field once.", "أرسل الحقل مرة واحدة."),
                "\"brand\": \"KIA\", \"ou\": \"JMC\""
            ),
            new(
                IssueCode.UnknownField,
                new(
                    "The name is misspelled, is a word of another system for the same thing, or is data that has no field of its own.",
                    "في الاسم خطأ إملائي، أو هو تسمية من نظام آخر، أو بيانات لا حقل لها."
                ),
                new(
                    """
                    If `suggestions` names a field, rename the property. Otherwise nothing needs to be done: the value is stored with
                    the lead and read back under `extra`.
                    """,
                    """
                    إذا ورد اسم حقل في `suggestions` فغيّر اسم الخاصية إليه. وإلا فلا يلزم عمل شيء: حُفظت القيمة مع العميل المحتمل وتُقرأ
                    ضمن `extra`.
                    """
                ),
                "\"mobile\": \"512345678\""
            ),
        ];
}
