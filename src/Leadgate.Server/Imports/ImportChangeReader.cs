using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Server.Imports;

/// <summary>Applies a change to what was chosen for an import, or says which choice cannot be made.</summary>
internal static class ImportChangeReader
{
    private const int MaxHeaderRow = 1000;
    private const int MaxConstantLength = 10_000;

    /// <summary>The encodings that can be chosen.</summary>
    public static IReadOnlyList<string> Encodings { get; } =
    ["utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1256", "iso-8859-6", "windows-1252"];

    /// <summary>What stands between values.</summary>
    public static IReadOnlyList<char> Delimiters { get; } = [',', ';', '\t', '|'];

    private static IReadOnlyList<string> Targets { get; } =
    [
        .. LeadFields.All.Concat(VehicleFields.All).SelectMany(field => field.Names),
        ColumnTargets.Phone,
        ColumnTargets.FullName,
        ColumnTargets.RowKey,
        ColumnTargets.Unknown,
        ColumnTargets.Extra,
    ];

    /// <summary>Applies a change.</summary>
    /// <param name="description">What was understood of the file with the choices of before.</param>
    /// <param name="validator">Validates the replacements of wrong values.</param>
    /// <param name="result">The choices after it.</param>
    /// <returns>Why a choice cannot be made, or null.</returns>
    public static ImportOutcome.Invalid? Apply(
        ImportChange change,
        ImportChoices before,
        FileDescription description,
        LeadValidator validator,
        out ImportChoices result
    )
    {
        result = before;
        var file = change.ResetsColumns ? before.File with { Columns = FileChoices.None.Columns } : before.File;
        foreach (var (name, value) in change.Format)
        {
            if (ApplyFormat(name, value, description, ref file) is { } invalid)
                return invalid;
        }

        var columns = file.Columns.ToDictionary();
        foreach (var (index, target) in change.Columns)
        {
            if (index < 0 || (change.Format.Count == 0 && index >= description.Columns.Count))
                return Refuse(
                    $"There is no column {index}. The first column has the index 0.",
                    $"لا يوجد عمود ترتيبه {index}. ترتيب العمود الأول هو 0."
                );
            if (target is not null && FindTarget(target) is null)
                return RefuseTarget(target);
            columns[index] = target is null ? null : FindTarget(target);
        }

        var constants = file.Constants.ToDictionary();
        foreach (var (name, value) in change.Constants)
        {
            if (FindTarget(name) is not { } field || ColumnTargetsOnly.Contains(field))
                return RefuseTarget(name);
            if (value?.Length > MaxConstantLength)
                return Refuse($"The value of {field} is too long.", $"قيمة الحقل {BidiText.Ltr(field)} أطول من المسموح به.");
            if (string.IsNullOrWhiteSpace(value))
                constants.Remove(field);
            else
                constants[field] = value;
        }

        var replacements = file.Replacements;
        if (change.Replacements is { } asked && ReplacementReader.Read(asked, file.Replacements, validator, out replacements) is { } wrong)
            return wrong;
        result = before with
        {
            File = file with { Columns = columns, Constants = constants, Replacements = replacements },
            Remembers = change.Remembers ?? before.Remembers,
            Remembered = [.. before.Remembered.Where(index => !change.ResetsColumns && !change.Columns.ContainsKey(index))],
        };
        return null;
    }

    /// <summary>The name of a field or of another target by any of its names; null if there is none.</summary>
    public static string? FindTarget(string name) =>
        LeadFields.Table.TryFind(name, out var ofLead, out _) ? ofLead.Name
        : VehicleFields.Table.TryFind(name, out var ofVehicle, out _) ? ofVehicle.Name
        : ColumnTargetsOnly.FirstOrDefault(target => target.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> ColumnTargetsOnly { get; } =
    [ColumnTargets.Phone, ColumnTargets.FullName, ColumnTargets.RowKey, ColumnTargets.Unknown, ColumnTargets.Extra];

    private static ImportOutcome.Invalid? ApplyFormat(string name, string? value, FileDescription description, ref FileChoices file)
    {
        switch (name)
        {
            case ImportChange.Encoding:
                if (value is not null && !Encodings.Contains(value, StringComparer.OrdinalIgnoreCase))
                    return RefuseOneOf(name, Encodings);
                file = file with { Encoding = value?.ToLowerInvariant() };
                return null;
            case ImportChange.Delimiter:
                if (value is not null && (value.Length != 1 || !Delimiters.Contains(value[0])))
                    return RefuseOneOf(name, [.. Delimiters.Select(one => one == '\t' ? "\\t" : one.ToString())]);
                file = file with { Delimiter = value?[0] };
                return null;
            case ImportChange.Sheet:
                if (value is not null && !description.Sheets.Contains(value))
                    return RefuseOneOf(name, description.Sheets);
                file = file with { Sheet = value };
                return null;
            default:
                var row = 0;
                if (
                    value is not null
                    && (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out row) || row is < 1 or > MaxHeaderRow)
                )
                    return Refuse(
                        $"headerRow must be a number from 1 to {MaxHeaderRow}.",
                        $"يجب أن يكون headerRow عددًا من 1 إلى {MaxHeaderRow}."
                    );
                file = file with { HeaderRow = value is null ? null : row };
                return null;
        }
    }

    private static ImportOutcome.Invalid RefuseOneOf(string name, IReadOnlyList<string> values) =>
        new(
            values.Count == 0
                ? new($"This file has nothing to choose as {name}.", $"لا خيارات لهذا الملف في {BidiText.Ltr(name)}.")
                : new(
                    $"{name} must be {WordList.Or(false, values)}.",
                    $"يجب أن تكون قيمة {BidiText.Ltr(name)} هي {WordList.Or(true, [.. values.Select(BidiText.Ltr)])}."
                ),
            []
        );

    public static ImportOutcome.Invalid RefuseTarget(string name)
    {
        var nearest = NearestName.Find(name, Targets);
        return new(
            new(
                $"{Quote.Value(false, name)} is not a field." + (nearest is null ? "" : $" Did you mean {nearest}?"),
                $"{Quote.Value(true, name)} ليس حقلًا." + (nearest is null ? "" : $" هل تقصد {BidiText.Ltr(nearest)}؟")
            ),
            nearest is null ? [] : [nearest]
        );
    }

    private static ImportOutcome.Invalid Refuse(FormattableString english, FormattableString arabic) =>
        new(new(FormattableString.Invariant(english), FormattableString.Invariant(arabic)), []);
}
