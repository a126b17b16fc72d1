using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace Leadgate.Formats.Xlsx;

/// <summary>
/// A workbook to fill in: a column for each field, and the lists on a second sheet, from which the cells of the first are chosen. A value
/// that is not in its list is only warned of, because a list can be behind the service's.
/// </summary>
internal static class TemplateWorkbook
{
    /// <summary>Rows that are prepared.</summary>
    private const int Rows = 5000;

    private const double Width = 22;

    private static readonly LeadField[] Fields = [.. LeadFields.All.Where(field => field.Kind != FieldKind.Vehicles), .. VehicleFields.All];

    public static async Task WriteAsync(Stream output, ListCatalog catalog, bool arabic, CancellationToken cancellation)
    {
        var (leads, lists) = arabic ? ("العملاء المحتملون", "القوائم") : ("Leads", "Lists");
        await using var workbook = await Spreadsheet.CreateNewAsync(output, null, cancellation);
        var text = new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) };
        var bold = workbook.AddStyle(new Style { Font = { Bold = true } });

        // Cells that are formatted as text keep their leading zeros, and 966500004567 does not become 9.665E+11.
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var column = 1; column <= Fields.Length; column++)
        {
            options.Column(column).Width = Width;
            options.Column(column).DefaultStyle = text;
        }

        await workbook.StartWorksheetAsync(leads, options, cancellation);
        await workbook.AddHeaderRowAsync([.. Fields.Select(field => GetHeader(field, arabic))], bold, cancellation);
        LeadField[] listed = [.. Fields.Where(field => field.List is not null && catalog[field.List].Active.Count > 0)];
        for (var index = 0; index < listed.Length; index++)
            AddChoices(workbook, listed[index], index, catalog[listed[index].List!].Active.Count, lists, arabic);
        await WriteListsAsync(workbook, lists, listed, catalog, bold, arabic, cancellation);
        await workbook.FinishAsync(cancellation);
    }

    private static void AddChoices(Spreadsheet workbook, LeadField field, int index, int items, string sheet, bool arabic)
    {
        var column = SpreadsheetUtility.GetColumnName(Array.IndexOf(Fields, field) + 1);
        var listColumn = SpreadsheetUtility.GetColumnName(index + 1);
        var choices = DataValidation.ListValuesFromCells(sheet, $"{listColumn}2:{listColumn}{items + 1}");
        choices.ErrorType = ValidationErrorType.Warning;
        choices.ErrorTitle = arabic ? field.TitleAr : field.Title;
        choices.ErrorMessage = arabic ? "هذه القيمة ليست في القائمة." : "This value is not in the list.";
        workbook.AddDataValidation($"{column}2:{column}{Rows + 1}", choices);
    }

    private static async Task WriteListsAsync(
        Spreadsheet workbook,
        string sheet,
        LeadField[] fields,
        ListCatalog catalog,
        StyleId bold,
        bool arabic,
        CancellationToken cancellation
    )
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var column = 1; column <= fields.Length; column++)
            options.Column(column).Width = Width;
        await workbook.StartWorksheetAsync(sheet, options, cancellation);
        await workbook.AddHeaderRowAsync([.. fields.Select(field => arabic ? field.TitleAr : field.Title)], bold, cancellation);
        var labels = fields.Select(field => catalog[field.List!].Active.Select(item => item.GetLabel(arabic)).ToArray()).ToArray();
        for (var row = 0; row < labels.Max(list => list.Length); row++)
        {
            var cells = labels.Select(list => row < list.Length ? new DataCell(list[row]) : default).ToArray();
            await workbook.AddRowAsync(cells, cancellation);
        }
    }

    /// <summary>An asterisk marks what each lead must have; what only some must have is not marked.</summary>
    private static string GetHeader(LeadField field, bool arabic)
    {
        var isMandatory = field.Mandatory == Mandatory.Always && field.Name is not ("branch" or "company");
        return (arabic ? field.TitleAr : field.Title) + (isMandatory ? " *" : "");
    }
}
