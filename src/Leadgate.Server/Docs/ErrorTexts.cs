using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>The texts of the overview of errors, in Markdown. Each ends with the head of a table.</summary>
internal static class ErrorTexts
{
    public static readonly BilingualText OfLeads = new(
        """
        # Errors

        ## Errors of a lead

        A lead with errors is stored, and is returned with all of its errors. `field` is the path inside the lead, `code` is one of
        the codes below, `value` is what was sent, `errorMessage` and `errorMessageAr` say what to do, and `suggestions` has up to
        three valid values. A suggestion that changes another field, or two, is written as JSON members: `"customerRegion": "Makkah"`.
        Make decisions by `code`, and show the messages to people. The meaning of a code never changes. Warnings are in `warningList`;
        a lead that has only warnings is valid.

        | code | type | when | متى |
        |---|---|---|---|

        """,
        """
        # الأخطاء

        ## أخطاء العميل المحتمل

        يُحفظ العميل المحتمل الذي فيه أخطاء، ويعود مع جميع أخطائه. `field` مسار الحقل، و`code` أحد الرموز التالية، و`value` القيمة كما
        أُرسلت، وتبيّن `errorMessage` و`errorMessageAr` ما يجب عمله، وفي `suggestions` ثلاث قيم صحيحة على الأكثر. إذا كان التصحيح في حقل آخر
        أو في حقلين فهو مكتوب كخصائص JSON: `"customerRegion": "Makkah"`. اجعل قرارات برنامجك حسب `code`، واعرض الرسائل على الناس. لا يتغير
        معنى الرمز أبدًا. التنبيهات في `warningList`، والعميل المحتمل الذي فيه تنبيهات فقط صحيح.

        | الرمز | النوع | متى |
        |---|---|---|

        """
    );

    public static readonly BilingualText OfRequests = new(
        """

        ## Errors of a request

        A rejected request gets problem details ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) as `application/problem+json`.
        `type` identifies the kind of problem and never changes; it is the path of a page of the service that explains it. `detail` and
        `detailAr` say what to do, and `traceId` identifies the request in the service's log. Nothing of a rejected bulk is stored.

        | type | status | title | العنوان بالعربية |
        |---|---|---|---|

        """,
        """

        ## أخطاء الطلب

        يعود الطلب المرفوض بتفاصيل المشكلة ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) من النوع `application/problem+json`. تحدد
        `type` نوع المشكلة ولا تتغير، وهي مسار صفحة في الخدمة تشرحها. وتبيّن `detail` و`detailAr` ما يجب عمله، وتحدد `traceId` الطلب في سجل
        الخدمة. لا يُحفظ شيء من دفعة مرفوضة.

        | النوع | الحالة | العنوان |
        |---|---|---|

        """
    );
}
