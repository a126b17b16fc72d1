using System.Globalization;
using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;

namespace Leadgate.Docs;

/// <summary><c>docs/errors.md</c>: the codes of errors and warnings of a lead, and the problem types of a request.</summary>
internal static class ErrorsPage
{
    public static string Create()
    {
        var page = new StringBuilder();
        page.Append(
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

            """.ReplaceLineEndings("\n")
        );
        foreach (var code in IssueCode.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{code.Word}` | {(code.IsWarning ? "warning" : "error")} | {code.Meaning} | {code.MeaningAr} |\n"
            );
        }

        page.Append(
            """

            ## Errors of a request

            A rejected request gets problem details ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) as `application/problem+json`.
            `type` identifies the kind of problem and never changes, `detail` and `detailAr` say what to do, and `traceId` identifies the
            request in the service's log. Nothing of a rejected bulk is stored.

            | type | status | title | العنوان بالعربية |
            |---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var type in ProblemType.All)
            page.Append(CultureInfo.InvariantCulture, $"| `{type.Uri}` | {type.Status} | {type.Title} | {type.TitleAr} |\n");
        return page.ToString();
    }
}
