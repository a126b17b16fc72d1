using Leadgate.Formats.Files;

namespace Leadgate.Server.Imports;

/// <summary>What a person has chosen for an import.</summary>
internal sealed record ImportChoices
{
    public static ImportChoices None { get; } = new();

    public FileChoices File { get; init; } = FileChoices.None;

    /// <summary>Whether the columns are to be chosen alike for later files with these headers.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>When the columns were chosen for an earlier file with these headers; null if none were taken over.</summary>
    public DateTime? RememberedFrom { get; init; }

    /// <summary>The columns whose choice comes from an earlier file.</summary>
    public IReadOnlyList<int> Remembered { get; init; } = [];
}
