namespace Leadgate.Storage.Imports;

/// <summary>An import as it is stored.</summary>
/// <param name="Status">A word of <see cref="ImportStatus"/>.</param>
/// <param name="Sender">Whose import it is, and who becomes the sender of its bulks.</param>
internal sealed record StoredImport(long Id, string Status, string Sender)
{
    /// <summary>Who brought the file, by the name that revisions show.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The same, as the audit trail names them.</summary>
    public required string Actor { get; init; }

    /// <summary>The address that the file came from.</summary>
    public required string CameFrom { get; init; }

    /// <summary>Whether rows of a file of failed rows may correct the leads of every sender.</summary>
    public required bool SeesAll { get; init; }

    /// <summary>The name of the file, or null.</summary>
    public string? Name { get; init; }

    /// <summary>What was chosen, as JSON.</summary>
    public required string Choices { get; init; }

    /// <summary>What was understood of the file, as JSON; null before that, and after an erasure.</summary>
    public string? Description { get; init; }

    /// <summary>The errors that a check has found, as JSON; null before it, and when the import has ended.</summary>
    public string? Findings { get; init; }

    /// <summary>Why the import failed, as JSON, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>The SHA-256 of the file in lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The size of the file.</summary>
    public long Bytes { get; init; }

    /// <summary>How many rows the file has; null as long as they were not counted.</summary>
    public long? Rows { get; init; }

    public ImportCounts Counts { get; init; }

    public DateTime RequestedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>When the last piece of the file was deleted.</summary>
    public DateTime? FileDeletedAt { get; init; }
}
