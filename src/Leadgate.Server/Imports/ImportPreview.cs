using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
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
        var page = ReadWrongRows(details, from, cancellation);
        if (page.Rows.Count > 0)
            await store.Audit.AppendAsync(
                access.CreateEvent(AuditActions.ImportRead, LeadImports.GetRecordName(details.Import.Id)),
                cancellation
            );
        return page;
    }

    private WrongRowPage ReadWrongRows(ImportDetails details, long from, CancellationToken cancellation)
    {
        var found = new List<WrongRow>();
        using var reader = LeadFile.Open(Open(details), details.Description!, details.Choices.File);
        if (from > 0 && reader.Skip(from, cancellation) < from)
            return new([], null);
        var validator = new LeadValidator(lists.Catalog, settings.Rules, time.GetUtcNow());
        for (var row = from; ; row++)
        {
            if (found.Count == PageSize || row - from == MaxRowsRead)
                return new(found, row);
            if (!reader.Read(cancellation))
                return new(found, null);
            if (reader.Current.RowKey is null && Check(reader.Current, validator) is { } wrong)
                found.Add(wrong);
        }
    }

    private static WrongRow? Check(in FileLead row, LeadValidator validator)
    {
        var memory = new LeadMemory();
        try
        {
            var lead = validator.Validate(0, row.Json.Span, memory, row.Faults);
            return lead.Errors.Count == 0
                ? null
                : new(
                    row.Line,
                    [
                        .. lead.Errors.Select(error =>
                            (
                                OpenError.From([error])[0].Field,
                                new BilingualText(IssueMessages.Format(error, arabic: false), IssueMessages.Format(error, arabic: true))
                            )
                        ),
                    ]
                );
        }
        finally
        {
            memory.Return();
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
