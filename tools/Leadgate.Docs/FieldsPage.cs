using System.Globalization;
using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Server.OpenApi;

namespace Leadgate.Docs;

/// <summary><c>docs/fields.md</c>: the fields of a lead and of a vehicle.</summary>
internal static class FieldsPage
{
    public static string Create()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Fields of a lead

            Property names are case-insensitive. A blank string or `null` counts as omitted. Leading and trailing spaces are removed, and
            lengths are counted in Unicode characters. A list field accepts a label in either language, a code, a common alternative
            spelling, the item's `value`, or the item as the lists return it; see [Reference lists](lists.md). For invalid values,
            see [Errors](errors.md).


            """.ReplaceLineEndings("\n")
        );
        AppendTable(page, LeadFields.All);
        page.Append(
            """

            ## Fields of a vehicle

            `vehicles` is an array of 0 to 100 objects. The maximum can be changed in the [settings](settings.md).


            """.ReplaceLineEndings("\n")
        );
        AppendTable(page, VehicleFields.All);
        page.Append(
            $"""

            ## Dates

            A date is `yyyy-MM-dd` or an ISO 8601 date-time. A date-time with an offset or `Z` is converted to the company's time zone
            (Asia/Riyadh by default, see [Settings](settings.md)), and the date is taken from the result: `2025-08-16T21:00:00.000Z` from
            a browser in Riyadh means August 17. A date-time without an offset is in the company's time zone.

            ## Alternative names and unknown properties

            `brand`, `interest`, and `companyName` are alternative names of `ou`, `leadInterest`, and `leadTypeName`. You can send both
            names if their values agree. Any other property is stored with the lead, returned under `extra`, and reported as a
            [warning](errors.md) that suggests the closest known name, up to {LeadValidator.MaxUnknownWarnings} times per lead. The
            following properties are stored without a warning because other parts of the same integration define them: {ToleratedNames()}.

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }

    private static string ToleratedNames() => string.Join(", ", LeadFields.Table.ToleratedNames.Select(name => $"`{name}`"));

    private static void AppendTable(StringBuilder page, IReadOnlyList<LeadField> fields)
    {
        page.Append("| field | alternative name | title | value | required | notes |\n|---|---|---|---|---|---|\n");
        foreach (var field in fields)
        {
            var otherName = field.OtherName is { } other ? $"`{other}`" : "";
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{field.Name}` | {otherName} | {field.Title} · {field.TitleAr} "
                    + $"| {FieldTexts.DescribeValues(field)} | {Required(field.Mandatory)} | {field.Note} |\n"
            );
        }
    }

    private static string Required(Mandatory mandatory) =>
        mandatory switch
        {
            Mandatory.Always => "yes",
            Mandatory.WhenCompany => "for companies",
            Mandatory.WhenIndividual => "for individuals",
            _ => "",
        };
}
