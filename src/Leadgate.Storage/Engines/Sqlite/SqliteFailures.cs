using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// Distinguishes infrastructure failures (disk, lock, file) from failures of a statement, and describes them to an operator.
/// </summary>
internal static class SqliteFailures
{
    // https://www.sqlite.org/rescode.html
    public const int Error = 1;
    public const int Interrupted = 9;
    public const int Full = 13;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int CannotRead = InputOutput | (1 << 8);
    private const int CannotWrite = InputOutput | (3 << 8);
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Whether a retry may succeed.</summary>
    public static bool IsOutage(SqliteException e) =>
        e.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NotADatabase;

    /// <summary>
    /// Whether a commit that failed has certainly left nothing on the disk: it did not begin, or its end, which comes last, could not be
    /// written. A failed sync tells nothing.
    /// </summary>
    public static bool IsRolledBack(Exception e) =>
        e
            is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or Full or Error }
                or SqliteException { SqliteExtendedErrorCode: CannotRead or CannotWrite };

    /// <summary>What is wrong and what to do, in one line.</summary>
    public static string Describe(Exception e) =>
        e is SqliteException sqlite
            ? sqlite.SqliteErrorCode switch
            {
                Busy or Locked => "another process has locked it.",
                ReadOnly => "it is read-only. Give the service write access to the file and its folder.",
                Full => "the disk is full. Free some space; the service recovers by itself.",
                CannotOpen => "the file or its folder cannot be opened. Check that the folder exists and is writable.",
                Corrupt or NotADatabase => "it is not an SQLite database, or it is damaged.",
                _ => sqlite.Message,
            }
            : e.Message;

    /// <summary>The failure of a file that does not pass the engine's own check.</summary>
    public static SqliteException Damaged() => new("The file is damaged.", Corrupt);
}
