namespace Leadgate.Storage.Imports;

/// <summary>What became of cells that were to be corrected.</summary>
internal enum EditOutcome
{
    Saved,

    /// <summary>The import runs or has ended, or its file is read in another way since.</summary>
    NotOpen,

    /// <summary>So many cells of it are corrected that the file should be.</summary>
    TooMany,
}
