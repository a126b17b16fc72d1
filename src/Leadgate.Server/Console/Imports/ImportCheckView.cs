using System.Globalization;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Formats.Files;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Imports;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>The page that shows what a check has found, and on which values and cells are corrected.</summary>
/// <param name="WrongRows">Rows with errors; null as long as the check has not ended.</param>
/// <param name="From">The row from which they are shown, from 0.</param>
internal sealed record ImportCheckView(ImportDetails Details, WrongRowPage? WrongRows, long From, ListCatalog Catalog)
{
    /// <summary>The wrong values that can be replaced on the page; with those gone, others come.</summary>
    public const int MaxReplaced = 50;

    public const string ToPrefix = "to-";
    public const string FieldPrefix = "field-";
    public const string ValuePrefix = "value-";
    public const string AliasPrefix = "alias-";
    public const string RemoveField = "remove";
    public const string RowField = "row";
    public const string CellPrefix = "cell-";

    /// <summary>What a cell had when it was shown: only another text is a correction.</summary>
    public const string ShownPrefix = "shown-";

    /// <summary>How the file was read when its rows were shown.</summary>
    public const string FormatField = "format";

    public FormErrors Errors { get; init; } = FormErrors.None;

    /// <summary>What was typed into a form that is shown again, by the names of its fields.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>The row whose cells were typed, from 0; null if it was another form.</summary>
    public long? TypedRow { get; init; }

    /// <summary>What was typed into cells that have no input any more: somebody else has corrected them, or the whole row.</summary>
    public IReadOnlyList<TypedText> Lost { get; init; } = [];

    /// <summary>Whether a cell of the row that was typed can be typed now.</summary>
    public bool HasInput(string path) =>
        WrongRows?.Rows.FirstOrDefault(row => row.Row == TypedRow) is { } typed
        && (typed.Cells.Any(cell => cell.Path == path && cell.Field is not null) || typed.Parents.Any(parent => parent.Path == path));

    /// <summary>
    /// What was typed into a cell of a form that is shown again; null if the cell was not touched, which then has what is stored: somebody
    /// else may have corrected it meanwhile.
    /// </summary>
    public string? FindTypedCell(string path) =>
        Typed.TryGetValue(CellPrefix + path, out var typed)
        && LeadFormText.NormalizeLines(typed) != LeadFormText.NormalizeLines(Typed.GetValueOrDefault(ShownPrefix + path, ""))
            ? typed
            : null;

    /// <summary>What was typed for a wrong value in a form that is shown again, wherever the value is in the list now; or null.</summary>
    /// <param name="prefix">That of the field.</param>
    public string? FindTyped(ImportFinding finding, string prefix) =>
        FindSent(finding) is { } number ? Typed.GetValueOrDefault(prefix + number) : null;

    /// <summary>
    /// Errors of a form that was sent, at the inputs as they are numbered now: somebody else may have replaced values meanwhile. That of a
    /// value without an input is of the whole form.
    /// </summary>
    public FormErrors Renumber(FormErrors sent)
    {
        var names = new Dictionary<string, string>();
        if (Details.Import.Status == ImportStatus.Checked)
        {
            foreach (var (number, finding) in Details.Findings.Take(MaxReplaced).Index())
            {
                if (FindReplaced(finding) is not null && FindSent(finding) is { } before)
                    names[ToPrefix + before] = string.Create(CultureInfo.InvariantCulture, $"{ToPrefix}{number}");
            }
        }

        return new([.. sent.All.Select(error => (names.GetValueOrDefault(error.Field, ""), error.Message))]);
    }

    /// <summary>
    /// The number that a wrong value had in the form that was sent, or null. Values are compared as findings are grouped: which of the
    /// same value they show depends on the rows, and browsers change line breaks.
    /// </summary>
    private string? FindSent(ImportFinding finding)
    {
        var folded = OpenError.FoldValue(finding.Value ?? "");
        return Typed
            .Keys.Where(name => name.StartsWith(FieldPrefix, StringComparison.Ordinal))
            .Select(name => name[FieldPrefix.Length..])
            .FirstOrDefault(number =>
                Typed[FieldPrefix + number] == finding.Field
                && OpenError.FoldValue(Typed.GetValueOrDefault(ValuePrefix + number, "")) == folded
            );
    }

    /// <summary>How the file is read: in another way, a number means another row.</summary>
    public static string DescribeFormat(FileDescription description) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{description.HeaderRow}|{description.Delimiter}|{description.Encoding}|{description.Sheet}"
        );

    /// <summary>Whether a wrong value means the same in every row, and could be an item of a list.</summary>
    public static LeadField? FindReplaced(ImportFinding finding) =>
        finding is { Code: var code, Value.Length: > 0 } && code == IssueCode.NotInList.Word ? FindListField(finding.Field) : null;

    /// <summary>The field of a path as errors are grouped by it, if it has a list.</summary>
    public static LeadField? FindListField(string path)
    {
        var isOfVehicle = path.StartsWith(OpenError.OfVehicle, StringComparison.Ordinal);
        var table = isOfVehicle ? VehicleFields.Table : LeadFields.Table;
        return table.TryFind(isOfVehicle ? path[OpenError.OfVehicle.Length..] : path, out var field, out _) && field.Kind == FieldKind.List
            ? field
            : null;
    }

    /// <summary>The lists of the fields that can be corrected on the page.</summary>
    public IReadOnlyList<ListDefinition> Lists =>
        [
            .. Details
                .Findings.Take(MaxReplaced)
                .Select(FindReplaced)
                .Concat(
                    (WrongRows?.Rows ?? []).SelectMany(row =>
                        row.Cells.Select(cell => cell.Field).Concat(row.Parents.Select(one => one.Field))
                    )
                )
                .Select(one => one?.List)
                .OfType<ListDefinition>()
                .Distinct(),
        ];

    /// <summary>The items to choose from, each text once.</summary>
    public IEnumerable<string> GetLabels(ListDefinition list, bool arabic) =>
        Catalog[list].Active.Select(item => item.GetLabel(arabic)).Distinct(StringComparer.OrdinalIgnoreCase);
}
