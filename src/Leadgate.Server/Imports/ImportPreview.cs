using Leadgate.Contract.Issues;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Formats.Files;
using Leadgate.Server.Hosting;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Imports;

/// <summary>Looks into the file of an import, for a person who decides what becomes of it. Nothing is stored.</summary>
internal sealed class ImportPreview(ILeadStore store, ListCatalogCache lists, LeadgateSettings settings, TimeProvider time)
{
    /// <summary>The wrong rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>The rows that are looked through for a page: of a file with few errors, a page may have fewer of them.</summary>
    public const int MaxRowsRead = 10_000;

    private const int MaxTexts = 5;

    /// <summary>What the file says in its encoding, and in each of the others that are possible; empty without others.</summary>
    public IReadOnlyList<EncodingSample> FindEncodings(ImportDetails details, CancellationToken cancellation)
    {
        if (details.Description is not { Encoding: { } chosen } description || description.OtherEncodings.Count == 0)
            return [];
        using var file = Open(details);
        var samples = new List<EncodingSample> { new(chosen, FindTexts(description)) };
        foreach (var other in description.OtherEncodings.Where(other => other != chosen))
        {
            file.Position = 0;
            var choices = details.Choices.File with { Encoding = other };
            if (FileAnalyzer.Analyze(file, details.Import.Name, choices, cancellation) is FileAnalysis.Understood(var understood))
                samples.Add(new(other, FindTexts(understood)));
        }

        return samples;
    }

    /// <summary>The rows that are wrong, which an audit entry records: they say who somebody is.</summary>
    /// <param name="from">The first row to look at, from 0.</param>
    public async Task<WrongRowPage> FindWrongRowsAsync(ImportDetails details, long from, LeadAccess access, CancellationToken cancellation)
    {
        var edits = await store.ImportEdits.ReadAsync(details.Import.Id, cancellation);
        var page = ReadWrongRows(details, edits, from, cancellation);
        if (page.Rows.Count > 0)
            await store.Audit.AppendAsync(
                access.CreateEvent(AuditActions.ImportRead, LeadImports.GetRecordName(details.Import.Id)),
                cancellation
            );
        return page;
    }

    /// <summary>A row as the file has it, with the values of before; null if there is no such row, or it cannot be corrected.</summary>
    /// <param name="row">Which row, from 0.</param>
    public FileLead? FindRow(ImportDetails details, long row, CancellationToken cancellation)
    {
        using var reader = LeadFile.Open(Open(details), details.Description!, details.Choices.File, lists.Catalog);
        if (reader.Skip(row, cancellation) < row || !reader.Read(cancellation) || reader.Current.Unreadable is not null)
            return null;
        return reader.Current with { Json = reader.Current.Json.ToArray(), Faults = [.. reader.Current.Faults] };
    }

    /// <summary>The values of the fields that decide what a wrong one can be, where they are not wrong themselves.</summary>
    private static IReadOnlyList<(string Path, LeadField Field, string Text)> FindParents(in FileLead lead, IReadOnlyList<WrongCell> cells)
    {
        var parents = cells
            .Where(cell => cell.Code == IssueCode.NotInParent.Word && cell.Field?.Parent is not null && cell.Path == cell.Field.Name)
            .Select(cell => cell.Field!.Parent!)
            .Where(parent => cells.All(cell => cell.Field != parent))
            .Distinct()
            .ToList();
        if (parents.Count == 0)
            return [];
        var members = LeadMembers.Read(lead.Json, LeadFields.Table);
        return
        [
            .. parents.Select(parent =>
                (
                    parent.Name,
                    parent,
                    members.Find(member => member.Field == parent) is { IsNull: false } sent ? IssueMessages.GetText(sent.Value) : ""
                )
            ),
        ];
    }

    /// <summary>What is wrong with a row, if anything.</summary>
    /// <param name="row">Which row, from 0.</param>
    public WrongRow Check(long row, in FileLead lead)
    {
        var memory = new LeadMemory();
        try
        {
            var validated = lead.Validate(new LeadValidator(lists.Catalog, settings.Rules, time.GetUtcNow()), 0, memory);
            var cells = validated.Errors.Select(WrongCell.For).ToList();
            return new(row, lead.Line, cells) { Parents = FindParents(lead, cells) };
        }
        finally
        {
            memory.Return();
        }
    }

    private WrongRowPage ReadWrongRows(ImportDetails details, ILookup<long, CellEdit> edits, long from, CancellationToken cancellation)
    {
        var found = new List<WrongRow>();
        using var reader = LeadFile.Open(Open(details), details.Description!, details.Choices.File, lists.Catalog, edits);
        if (from > 0 && reader.Skip(from, cancellation) < from)
            return new([], null);
        for (var row = from; ; row++)
        {
            if (found.Count == PageSize || row - from == MaxRowsRead)
                return new(found, row);
            if (!reader.Read(cancellation))
                return new(found, null);
            if (reader.Current.RowKey is null && Check(row, reader.Current) is { Cells.Count: > 0 } wrong)
                found.Add(wrong);
        }
    }

    private StoredFileStream Open(ImportDetails details) => new(store.ImportFiles, details.Import.Id, details.Import.Bytes);

    private static IReadOnlyList<string> FindTexts(FileDescription description) =>
        [
            .. description
                .Columns.SelectMany(column => column.Samples.Prepend(column.Header))
                .Where(text => !System.Text.Ascii.IsValid(text))
                .Distinct(StringComparer.Ordinal)
                .Take(MaxTexts),
        ];
}
