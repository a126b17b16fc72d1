using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Leadgate.Formats.Files;
using Leadgate.Server.Access;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// Gives up imports whose file names a data subject, and deletes the file: what is not a lead yet cannot be erased row by row. A file that
/// cannot be read to its end is deleted as well.
/// </summary>
internal sealed class ImportErasure(ILeadStore store, ListCatalogCache lists, TimeProvider time)
{
    private const int ImportsAtOnce = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <returns>How many imports were given up.</returns>
    public async Task<int> GiveUpNamedAsync(DataSubject subject, Actor actor, CancellationToken cancellation)
    {
        var count = 0;
        for (long? before = null; ; )
        {
            var imports = await store.Imports.ReadLastAsync(sender: null, before, ImportsAtOnce, cancellation);
            foreach (var import in imports)
            {
                if (import.FileDeletedAt is not null)
                {
                    // What was given to all rows outlives the file.
                    var left = ImportJson.ChoicesWithoutRows(import.Choices, subject.IsMentionedIn);
                    if (subject.IsMentionedIn(import.Choices) && left != import.Choices)
                        await store.Imports.EraseAsync(import.Id, left, cancellation);
                    continue;
                }

                if (!await IsNamedAsync(import, subject, cancellation))
                    continue;
                await GiveUpAsync(import, subject, actor, cancellation);
                count++;
            }

            if (imports.Count < ImportsAtOnce)
                return count;
            before = imports[^1].Id;
        }
    }

    /// <summary>Erases replacements that name the data subject from what is remembered for later files.</summary>
    public async Task EraseRememberedAsync(DataSubject subject, CancellationToken cancellation)
    {
        foreach (var mapping in await store.ImportMappings.ReadAllAsync(cancellation))
        {
            var choices = ImportJson.Read<FileChoices>(mapping.Choices);
            var left = choices.Replacements.Where(rule => !subject.IsMentionedIn(rule.From) && !subject.IsMentionedIn(rule.To)).ToList();
            if (left.Count == choices.Replacements.Count)
                continue;
            var without = mapping with { Choices = ImportJson.Write(choices with { Replacements = left }) };
            await store.ImportMappings.EraseAsync(mapping, without, cancellation);
        }
    }

    private async Task GiveUpAsync(StoredImport import, DataSubject subject, Actor actor, CancellationToken cancellation)
    {
        await store.Imports.EndAsync(
            import.Id,
            ImportStatus.Cancelled,
            problem: null,
            owner: null,
            ended =>
                actor.Audit(
                    AuditActions.ImportEnd,
                    LeadImports.GetRecordName(import.Id),
                    $"a person was erased; {ImportWorker.DescribeEnd(ended)}"
                ),
            cancellation
        );
        await WaitAsync(import.Id, cancellation);
        await store.Imports.EraseAsync(import.Id, ImportJson.ChoicesWithoutRows(import.Choices, subject.IsMentionedIn), cancellation);
        await store.ImportFiles.DeleteAsync(import.Id, cancellation);
    }

    /// <summary>
    /// Waits until no node works on it. What it is storing at this moment is stored then, and found as any lead is. A node that was killed
    /// is not waited for longer than it would own the import.
    /// </summary>
    private async Task WaitAsync(long id, CancellationToken cancellation)
    {
        while (await store.Imports.IsOwnedAsync(id, time.GetUtcNow().UtcDateTime, cancellation))
            await Task.Delay(Patience, time, cancellation);
    }

    private async Task<bool> IsNamedAsync(StoredImport import, DataSubject subject, CancellationToken cancellation)
    {
        if (import.Description is null)
            return false;
        if (((string?[])[import.Description, import.Findings, import.Choices]).OfType<string>().Any(subject.IsMentionedIn))
            return true;
        var edits = await store.ImportEdits.ReadAsync(import.Id, cancellation);
        if (edits.SelectMany(row => row).Any(cell => subject.IsMentionedIn(cell.Value)))
            return true;
        var description = ImportJson.Read<FileDescription>(import.Description);
        if (description.Problem is not null)
            return true;
        // Also what is left out of the leads.
        var choices = ImportJson.Read<ImportChoices>(import.Choices).File;
        choices = choices with
        {
            Columns = choices.Columns.ToDictionary(pair => pair.Key, pair => (string?)(pair.Value ?? ColumnTargets.Unknown)),
            Replacements = [],
        };
        description = description with
        {
            Columns = [.. description.Columns.Select(column => column with { Target = column.Target ?? ColumnTargets.Unknown })],
        };
        await using var file = await ImportUpload.CopyAsync(store, import.Id, cancellation);
        using var reader = LeadFile.Open(new NonClosingStream(file), description, choices, lists.Catalog);
        while (reader.Read(cancellation))
        {
            var json = reader.Current.Json.Span;
            if (SentJsonMatch.Find(json, subject) is not null || subject.IsMentionedIn(Encoding.UTF8.GetString(json)))
                return true;
        }

        return reader.Refusal is not null;
    }
}
