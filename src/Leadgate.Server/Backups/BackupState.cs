namespace Leadgate.Server.Backups;

/// <summary>What this node knows of the scheduled backups; health checks and metrics show it.</summary>
internal sealed class BackupState
{
    private volatile Known? _known;
    private volatile string? _failure;

    /// <summary>Why the last attempt of this node failed; null if it did not.</summary>
    public string? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    /// <summary>Whether the database was asked for its last backup yet.</summary>
    public bool IsKnown => _known is not null;

    /// <summary>When the last good backup of the database began, UTC, on whichever node.</summary>
    public DateTime? Last => _known?.Last;

    public void SetLast(DateTime? last) => _known = new Known(last);

    private sealed record Known(DateTime? Last);
}
