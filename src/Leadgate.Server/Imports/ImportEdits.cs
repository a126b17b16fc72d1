using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>Corrects cells of a file before its rows are stored (docs/decisions/0037), for the API and for staff.</summary>
internal sealed class ImportEdits(ILeadStore store, LeadImports imports, ImportPreview preview, LeadgateSettings settings)
{
    /// <summary>As many as people type; more are corrected in the file.</summary>
    public const int MaxCells = 5000;

    private const int MaxLength = 10_000;

    /// <summary>The fields of a row that the audit trail names.</summary>
    private const int MaxNamed = 20;

    private static readonly BilingualText TooMany = new(
        $"At most {MaxCells} cells of an import can be corrected here. Correct the others in the file of failed rows after the import.",
        $"يمكن تصحيح {MaxCells} خلية على الأكثر في الاستيراد الواحد هنا. صحّح البقية بعد الاستيراد في ملف الصفوف التي فيها أخطاء."
    );

    private static readonly BilingualText NoValues = new(
        "Send values: an object with the fields to correct.",
        $"أرسل {BidiText.Ltr("values")}: كائنًا فيه الحقول المراد تصحيحها."
    );

    private static readonly BilingualText NoRow = new(
        "There is no such row, or it cannot be read as a lead. Rows are counted from 1, without blank rows and headers.",
        "لا يوجد هذا الصف، أو تتعذر قراءته عميلًا محتملًا. يبدأ عد الصفوف من 1 دون الصفوف الفارغة والعناوين."
    );

    /// <summary>Corrects cells of a row, and says what is wrong with it then. What is not named stays as it is.</summary>
    /// <param name="row">Which row, from 0.</param>
    /// <param name="values">The texts by the path of the field; blank or null for no value.</param>
    public async Task<(WrongRow? Row, ImportOutcome? Refusal)> EditAsync(
        long id,
        long row,
        IReadOnlyDictionary<string, string?> values,
        ImportCaller caller,
        CancellationToken cancellation
    )
    {
        var (details, notOpen) = await imports.FindOpenDetailsAsync(id, caller, cancellation);
        if (details is null)
            return (null, notOpen);
        if (Read(values, out var cells) is { } invalid)
            return (null, invalid);
        if (details.Description!.Problem is { } problem)
            return (null, new ImportOutcome.Conflict(problem));
        if (row < 0 || preview.FindRow(details, row, cancellation) is not { } lead)
            return (null, new ImportOutcome.Invalid(NoRow, []));
        var names = string.Join(", ", cells.Take(MaxNamed).Select(cell => cell.Path)) + (cells.Count > MaxNamed ? ", …" : "");
        var detail = string.Create(CultureInfo.InvariantCulture, $"row {row + 1}: {names}");
        var audit = caller.Access.CreateEvent(AuditActions.ImportEdit, LeadImports.GetRecordName(id), detail);
        switch (await store.ImportEdits.SaveAsync(id, details.Import.Choices, row, cells, MaxCells, audit, cancellation))
        {
            case EditOutcome.NotOpen:
                return (null, new ImportOutcome.Conflict(LeadImports.Changed));
            case EditOutcome.TooMany:
                return (null, new ImportOutcome.Invalid(TooMany, []));
            default:
                var edits = await store.ImportEdits.ReadAsync(id, cancellation);
                return (preview.Check(row, lead.Correct([.. edits[row]])), null);
        }
    }

    private ImportOutcome.Invalid? Read(IReadOnlyDictionary<string, string?> values, out IReadOnlyList<CellEdit> cells)
    {
        var read = new Dictionary<string, CellEdit>(StringComparer.Ordinal);
        cells = [];
        foreach (var (path, value) in values)
        {
            if (!CellEdit.TryParse(path, out var field, out var vehicle, out var normalized) || vehicle >= settings.Rules.MaxVehicles)
                return ImportChangeReader.RefuseTarget(path);
            if (value?.Length > MaxLength)
                return new(
                    new($"The value of {field.Name} is too long.", $"قيمة الحقل {BidiText.Ltr(field.Name)} أطول من المسموح به."),
                    []
                );
            read[normalized] = new CellEdit(normalized, PlainValue(value));
        }

        cells = [.. read.Values];
        return cells.Count == 0 ? new(NoValues, []) : null;
    }

    /// <summary>Without what no database takes for a text.</summary>
    private static string PlainValue(string? value) => (value ?? "").Replace("\0", "", StringComparison.Ordinal);
}
