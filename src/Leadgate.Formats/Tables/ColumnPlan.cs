using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>What is done with the cells of one column.</summary>
internal sealed record ColumnPlan
{
    public required int Index { get; init; }

    public required ColumnKind Kind { get; init; }

    /// <summary>The name of the property.</summary>
    public JsonEncodedText Name { get; init; }

    /// <summary>Null for an unknown property.</summary>
    public LeadField? Field { get; init; }

    /// <summary>Whether the value is a number for people only, of which no digit may be missing.</summary>
    public bool IsIdentifier { get; init; }

    public bool IsDate { get; init; }

    /// <summary>What an advertising platform puts before each value of the column.</summary>
    public byte[] Prefix { get; init; } = [];

    /// <summary>Plans for the columns of a table.</summary>
    /// <param name="withPrefixes">Whether prefixes of advertising platforms are taken off.</param>
    public static IReadOnlyList<ColumnPlan> Create(IReadOnlyList<FileColumn> columns, bool withPrefixes)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. columns.Select(column => Create(column, names) with { Prefix = withPrefixes ? PlatformPrefixes.Find(column) : [] })];
    }

    private static ColumnPlan Create(FileColumn column, HashSet<string> names)
    {
        switch (column.Target)
        {
            case null:
                return new() { Index = column.Index, Kind = ColumnKind.Skipped };
            case ColumnTargets.Unknown:
                return new()
                {
                    Index = column.Index,
                    Kind = ColumnKind.Lead,
                    Name = Encode(MakeUnique(NameOf(column), names)),
                };
            case ColumnTargets.RowKey:
                return new() { Index = column.Index, Kind = ColumnKind.RowKey };
            case ColumnTargets.Extra:
                return new()
                {
                    Index = column.Index,
                    Kind = ColumnKind.Extra,
                    Name = Encode(ColumnTargets.Extra),
                };
            case ColumnTargets.FullName:
                return ForField(column, ColumnNames.FindField("firstName")!, ColumnKind.FullName);
            case ColumnTargets.Phone:
                return ForField(column, LeadFields.PhoneNumber, ColumnKind.Phone);
            default:
                var field = ColumnNames.FindField(column.Target)!;
                return ForField(column, field, KindOf(field));
        }
    }

    /// <summary>A column without a header keeps its cells under its number.</summary>
    private static string NameOf(FileColumn column) => column.Header.Length > 0 ? column.Header : ExtraName(column.Index);

    /// <summary>The property for a cell of a column that has no header.</summary>
    public static string ExtraName(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"column_{index + 1}");

    private static ColumnPlan ForField(FileColumn column, LeadField field, ColumnKind kind) =>
        new()
        {
            Index = column.Index,
            Kind = kind,
            Name = Encode(field.Name),
            Field = field,
            IsIdentifier = kind is ColumnKind.Phone or ColumnKind.PhoneCode || ReferenceEquals(field, LeadFields.LeadReference),
            IsDate = field.Kind is FieldKind.Date or FieldKind.Timestamp,
        };

    private static ColumnKind KindOf(LeadField field) =>
        field switch
        {
            _ when ReferenceEquals(field, LeadFields.PhoneNumber) => ColumnKind.Phone,
            _ when ReferenceEquals(field, LeadFields.PhoneCode) => ColumnKind.PhoneCode,
            { Kind: FieldKind.Vehicles } => ColumnKind.Vehicles,
            _ => ColumnNames.IsOfVehicle(field) ? ColumnKind.Vehicle : ColumnKind.Lead,
        };

    /// <summary>A property can't appear twice among the unknown ones, and one that has the name of a field would be read as it.</summary>
    private static string MakeUnique(string name, HashSet<string> names)
    {
        var unique = LeadFields.Table.TryFind(name, out _, out _) ? name + " (file)" : name;
        for (var number = 2; !names.Add(unique); number++)
            unique = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} ({number})");
        return unique;
    }

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name, WireJson.WriterOptions.Encoder);
}
