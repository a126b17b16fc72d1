using Leadgate.Storage;

namespace Leadgate.Bench.Reads;

/// <param name="Leads">How many leads the store has before it is measured.</param>
/// <param name="Span">How long is read.</param>
/// <param name="PerSecond">The leads that arrive in a second while it is read.</param>
/// <param name="Database">A database on a PostgreSQL server whose user can create databases, to measure that engine too; or null.</param>
/// <param name="SkipsSqlite">Whether only PostgreSQL is measured.</param>
/// <param name="File">An SQLite store that is filled if it has too few leads, and kept; null for one that is deleted afterwards.</param>
/// <param name="Folder">The parent folder of the databases.</param>
/// <param name="StartFile">The file that must exist before it is measured; null to measure at once.</param>
/// <param name="Output">The report file, or null.</param>
internal sealed record ReadsOptions(
    int Leads,
    TimeSpan Span,
    int PerSecond,
    StoreAddress? Database,
    bool SkipsSqlite,
    string? File,
    string Folder,
    string? StartFile,
    string? Output
);
