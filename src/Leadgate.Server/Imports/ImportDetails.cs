using Leadgate.Formats.Files;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>An import as it is shown.</summary>
/// <param name="Description">What was understood of the file; null after an erasure.</param>
internal sealed record ImportDetails(StoredImport Import, FileDescription? Description, ImportChoices Choices)
{
    /// <summary>The bulks of its leads so far.</summary>
    public IReadOnlyList<long> BulkIds { get; init; } = [];

    /// <summary>The errors that a check has found, the most frequent first.</summary>
    public IReadOnlyList<ImportFinding> Findings { get; init; } = [];

    /// <summary>How many cells were corrected.</summary>
    public int Edits { get; init; }

    /// <summary>How many of them since the last check began.</summary>
    public int EditsSinceCheck { get; init; }

    /// <summary>Why it failed, or can't be started with these choices; null if nothing is wrong.</summary>
    public ImportProblem? Problem { get; init; }

    /// <summary>An earlier import of the same bytes, or null.</summary>
    public long? SameAs { get; init; }

    /// <summary>Whether the rows are those of a file of failed rows, which correct leads.</summary>
    public bool HasRowKeys => Description?.Columns.Any(column => column.Target == ColumnTargets.RowKey) == true;
}
