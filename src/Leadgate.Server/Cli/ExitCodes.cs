namespace Leadgate.Server.Cli;

/// <summary>The exit codes of commands besides 0, and 1 for an error.</summary>
internal static class ExitCodes
{
    /// <summary>A file was imported or checked, and rows of it have errors.</summary>
    public const int RowsWithErrors = 4;

    /// <summary>A file cannot be imported as it is, and nothing of it was stored.</summary>
    public const int FileRefused = 5;

    /// <summary>A service cannot be reached, or does not accept the API key.</summary>
    public const int NotReachable = 6;

    /// <summary>Nobody confirmed what was asked, so nothing was done.</summary>
    public const int NotConfirmed = 7;

    /// <summary>The database is of an earlier schema, and nodes of the version before can go on while it is upgraded.</summary>
    public const int UpgradeDue = 8;

    /// <summary>The database is of an earlier schema, and every service that uses it must be stopped before it is upgraded.</summary>
    public const int UpgradeDueWithStop = 9;

    /// <summary>The data was erased, but its bytes are still in the files of the database.</summary>
    public const int ErasedBytesLeft = 3;
}
