using System.Globalization;
using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Leadgate.Server.OpenApi;

namespace Leadgate.Server.Docs;

/// <summary>The pages of <c>docs/</c> that follow from the code: fields, lists, errors and settings. A test holds the files against them.</summary>
internal static class ReferencePageWriter
{
    private const string Origin = "<!-- Written by `./leadgate docs`; change the code that it follows from instead. -->\n\n";

    /// <summary>Each page by its file name.</summary>
    public static IReadOnlyDictionary<string, string> All() =>
        new Dictionary<string, string>
        {
            ["fields.md"] = Origin + Fields(),
            ["lists.md"] = Origin + Lists(),
            ["errors.md"] = Origin + Errors(),
            ["settings.md"] = Origin + Settings(),
        };

    private static string Fields()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # The fields of a lead

            Property names match in any case. A blank text or `null` counts as absent. Text is trimmed, and its length is counted in
            Unicode characters. A list field takes a label in either language, a code, another usual spelling, or the item's `value`;
            see [the lists](lists.md). What happens when a field is wrong: [errors](errors.md).


            """.ReplaceLineEndings("\n")
        );
        Table(page, LeadFields.All);
        page.Append(
            "\n## The fields of a vehicle\n\n`vehicles` is an array of objects, 0 to 100 of them unless the service is [set otherwise](settings.md).\n\n"
        );
        Table(page, VehicleFields.All);
        page.Append(
            $"""

            ## Dates

            A date is `yyyy-MM-dd` or an ISO 8601 date-time. A date-time with an offset or `Z` is turned into the company's time zone
            (Asia/Riyadh unless [set otherwise](settings.md)) before its day is taken: a browser in Riyadh that sends
            `2025-08-16T21:00:00.000Z` means 17 August. Without an offset, the company's time zone is meant.

            ## Two names, and names that are none

            `brand`, `interest` and `companyName` are second names of `ou`, `leadInterest` and `leadTypeName`. Both may be sent if they
            agree. Any other property is kept with the lead, echoed under `extra`, and reported as a [warning](errors.md) with the
            nearest known name; at most {LeadValidator.MaxUnknownWarnings} of them a lead. Kept without a warning, because other documents of the same system
            define them: {string.Join(", ", LeadFields.Table.ToleratedNames.Select(name => $"`{name}`"))}.

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }

    private static void Table(StringBuilder page, IReadOnlyList<LeadField> fields)
    {
        page.Append("| field | other name | title | holds | mandatory | notes |\n|---|---|---|---|---|---|\n");
        foreach (var field in fields)
        {
            var mandatory = FieldTexts
                .MandatoryText(field)
                .Replace("Mandatory when leadType is ", "when ", StringComparison.Ordinal)
                .Replace("Mandatory", "yes", StringComparison.Ordinal);
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{field.Name}` | {(field.OtherName is { } other ? $"`{other}`" : "")} | {field.Title} · {field.TitleAr} | {FieldTexts.KindText(field)} | {mandatory} | {field.Note} |\n"
            );
        }
    }

    private static string Lists()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # The reference lists

            `GET /api/v1/list` shows all lists, `GET /api/v1/list/{LIST}` the items of one, by its name in any case or its number, and
            `?parentId=` those of one parent: `GET /api/v1/list/CITY?parentId=4` the cities of the Eastern Province. An item is
            `{"value": 4, "label": "Eastern Province", "labelAr": "المنطقة الشرقية", "code": "SA-04", "parentValue": 1}`; `?lang=ar` or
            `Accept-Language: ar` makes `label` Arabic. Answers have an `ETag`: send it back in `If-None-Match`, and as long as nothing
            has changed the answer is an empty 304.

            | list | number | title | parent | also understood | items shipped |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var list in ReferenceLists.All)
        {
            var others = list.OtherNames.Concat(list.OtherIds.Select(id => id.ToString(CultureInfo.InvariantCulture)));
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{list.Name}` | {list.Id} | {list.Title} · {list.TitleAr} | {(list.Parent is { } parent ? $"`{parent.Name}`" : "")} | {string.Join(", ", others)} | {BuiltInLists.Read(list).Count} |\n"
            );
        }

        page.Append(
            """

            ## How a text finds its item

            A text matches an item's label in either language, its code, or one of its aliases (other spellings that senders use), after
            both are evened out: trimmed, spaces collapsed, case and accents ignored; Arabic without tatweel and diacritics, with one
            form of alef (أ إ آ ا), ya (ى ي) and ta marbuta (ة ه); Arabic-Indic digits as 0 to 9; a hyphen between letters as a space.
            If nothing matches, a text of digits is taken as a `value`. Two items that match equally well are never guessed between.

            A child is looked up under the chosen parent: `subSource` under `source`, `customerCity` under `customerRegion`. Where nobody
            has entered items for the parent (the regions of most countries), the child is not mandatory, and its text is kept as it is.

            ## Changing a list

            `./leadgate lists export CITY > city.json` writes a list as a file, `./leadgate lists import city.json` replaces it, and a
            running service serves the new one within two seconds. A `value` is for good: items that the file leaves out, or marks
            `"isActive": false`, are retired; they leave the list, and old leads still show them. `./leadgate lists check --stored`
            proves the lists in the database, `./leadgate lists check` the ones that ship (`src/Leadgate.Domain/Lists/Seed`).

            An item of a file has `value`, `label`, `labelAr`, and where they apply `code`, `parentValue`, `aliases`, `isActive`. A branch
            has also `city` (the `value` of the city that it stands in) and `isDefault` (where leads of its brand go that no other branch is
            near to).

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }

    private static string Errors()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Errors

            ## Of a lead

            A lead with errors is kept, and read back with all of them together: `field` is the path inside the lead, `code` one of the
            words below, `value` what was sent, `errorMessage` and `errorMessageAr` say what to do, `suggestions` has up to three valid
            values. Branch on `code`; show the messages. A code never changes its meaning. Warnings stand in `warningList`; a lead with
            nothing else is accepted.

            | code | | when | متى |
            |---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var code in IssueCode.All)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{code.Word}` | {(code.IsWarning ? "warning" : "error")} | {code.Meaning} | {code.MeaningAr} |\n"
            );
        page.Append(
            """

            ## Of a request

            A refused request is answered with problem details ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)),
            `application/problem+json`: `type` names the kind of problem and never changes, `detail` and `detailAr` say what to do,
            `traceId` names the request in the service's log. Nothing of a refused bulk is stored.

            | type | status | title | العنوان |
            |---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var type in ProblemType.All)
            page.Append(CultureInfo.InvariantCulture, $"| `{type.Uri}` | {type.Status} | {type.Title} | {type.TitleAr} |\n");
        return page.ToString();
    }

    private static string Settings()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Settings

            Each setting is an environment variable and an option of `serve`; the option wins. Wrong values are all told together, and the
            service does not start. At every start the log shows each setting with its value and where it came from.

            | variable | option | default | meaning |
            |---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var setting in Setting.All)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{setting.Variable}` | `{setting.Option}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "")} | {setting.Meaning} |\n"
            );
        return page.ToString();
    }
}
