using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Leadgate.Formats.Files;
using Leadgate.Server.Access;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// Gives up imports whose file names a data subject, and deletes the file: what is not a lead yet cannot be erased row by row. A file that
/// cannot be read to its end is deleted as well.
/// </summary>
internal sealed class ImportErasure(ILeadStore store)
{
    private const int ImportsAtOnce = 100;

    /// <returns>How many imports were given up.</returns>
    public async Task<int> GiveUpNamedAsync(DataSubject subject, Actor actor, CancellationToken cancellation)
    {
        var count = 0;
        for (long? before = null; ; )
        {
            var imports = await store.Imports.ReadLastAsync(sender: null, before, ImportsAtOnce, cancellation);
            foreach (var import in imports.Where(import => import.FileDeletedAt is null))
            {
                if (!await IsNamedAsync(import, subject, cancellation))
                    continue;
                await GiveUpAsync(import, actor, cancellation);
                count++;
            }

            if (imports.Count < ImportsAtOnce)
                return count;
            before = imports[^1].Id;
        }
    }

    private async Task GiveUpAsync(StoredImport import, Actor actor, CancellationToken cancellation)
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
        await store.Imports.EraseAsync(import.Id, cancellation);
        await store.ImportFiles.DeleteAsync(import.Id, cancellation);
    }

    private async Task<bool> IsNamedAsync(StoredImport import, DataSubject subject, CancellationToken cancellation)
    {
        if (import.Description is null)
            return false;
        if (subject.IsMentionedIn(import.Description) || (import.Findings is { } findings && subject.IsMentionedIn(findings)))
            return true;
        var description = ImportJson.Read<FileDescription>(import.Description);
        if (description.Problem is not null)
            return true;
        // Also what is left out of the leads.
        var choices = ImportJson.Read<ImportChoices>(import.Choices).File;
        choices = choices with
        {
            Columns = choices.Columns.ToDictionary(pair => pair.Key, pair => (string?)(pair.Value ?? ColumnTargets.Unknown)),
        };
        description = description with
        {
            Columns = [.. description.Columns.Select(column => column with { Target = column.Target ?? ColumnTargets.Unknown })],
        };
        await using var file = await ImportUpload.CopyAsync(store, import.Id, cancellation);
        using var reader = LeadFile.Open(new NonClosingStream(file), description, choices);
        while (reader.Read(cancellation))
        {
            var json = reader.Current.Json.Span;
            if (SentJsonMatch.Find(json, subject) is not null || subject.IsMentionedIn(Encoding.UTF8.GetString(json)))
                return true;
        }

        return reader.Refusal is not null;
    }
}
