using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>The page on which the columns of a file are chosen.</summary>
/// <param name="Encodings">What the file says in each possible encoding; empty if there is nothing to choose.</param>
internal sealed record ImportColumnsView(
    ImportDetails Details,
    ListCatalog Catalog,
    IReadOnlyList<EncodingSample> Encodings,
    FormErrors Errors
)
{
    /// <summary>The columns that can be chosen on the page. A table that is wider is no table of leads.</summary>
    public const int MaxColumns = 200;

    public const string ColumnPrefix = "column-";
    public const string ConstantPrefix = "constant-";
    public const string HeadersField = "headers";
    public const string RememberField = "remember";
    public const string DoField = "do";
    public const string Check = "check";
    public const string EncodingField = "encoding";
    public const string DelimiterField = "delimiter";
    public const string SheetField = "sheet";
    public const string HeaderRowField = "headerRow";

    /// <summary>A column that is left out, as the form has it.</summary>
    public const string LeftOut = "-";

    public FileDescription Description => Details.Description!;

    /// <summary>The columns that a person may choose a target for.</summary>
    public IReadOnlyList<FileColumn> Columns => [.. Description.Columns.Take(MaxColumns)];

    /// <summary>A digest of the headers, by which a form of other columns is recognized.</summary>
    public string Headers => LeadImports.DigestHeaders(Description) ?? "";

    /// <summary>The mandatory fields that no column becomes, and those that have one value for all rows.</summary>
    public IReadOnlyList<LeadField> Missing
    {
        get
        {
            if (Details.HasRowKeys || Description.Columns.Count == 0)
                return [];
            var mapped = Description.Columns.SelectMany(column => GetFields(column.Target)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var constants = Details.Choices.File.Constants;
            return
            [
                .. LeadFields.All.Where(one =>
                    !mapped.Contains(one.Name)
                    && (constants.ContainsKey(one.Name) || (one != LeadFields.Branch && IsMandatory(one, mapped)))
                ),
            ];
        }
    }

    /// <summary>The field is about one person, so that all rows having the same value would be wrong.</summary>
    public static bool MayBeConstant(LeadField field) =>
        field.Kind == FieldKind.List ? !field.IsPersonal : field.Name is "leadName" or "leadDate" or "company";

    /// <summary>The items to choose from, each text once: the text is what every row gets.</summary>
    public IReadOnlyList<ListItem> GetItems(LeadField field) =>
        [.. Catalog[field.List!].Active.DistinctBy(item => item.Label, StringComparer.OrdinalIgnoreCase)];

    public string GetConstant(LeadField field) => Details.Choices.File.Constants.GetValueOrDefault(field.Name, "");

    /// <summary>Whether another column becomes the same field, which is why the file can't be imported.</summary>
    public bool IsDouble(FileColumn column) =>
        ColumnMatching.FindDuplicates(Description.Columns).Any(pair => pair.First == column || pair.Second == column);

    private static bool IsMandatory(LeadField field, HashSet<string> mapped) =>
        field.Mandatory == Mandatory.Always || (field.Mandatory == Mandatory.WhenIndividual && !mapped.Contains("leadTypeName"));

    private static IEnumerable<string> GetFields(string? target) =>
        target switch
        {
            null or ColumnTargets.Unknown => [],
            ColumnTargets.Phone => [LeadFields.PhoneCode.Name, LeadFields.PhoneNumber.Name],
            ColumnTargets.FullName => ["firstName", "lastName"],
            _ => [LeadFields.Table.TryFind(target, out var field, out _) ? field.Name : target],
        };
}
