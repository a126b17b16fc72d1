using Leadgate.Storage;

namespace Leadgate.Bench.Overload;

/// <param name="Rounds">Rounds of each load.</param>
/// <param name="Span">The duration of each load.</param>
/// <param name="ClosedConnections">Connections of the closed loop that measures the capacity.</param>
/// <param name="Connections">Connections of the scheduled load.</param>
/// <param name="Database">A database on a PostgreSQL server whose user can create databases, or null for SQLite.</param>
/// <param name="NeighboursOnly">Whether only the loads of two API keys side by side are measured.</param>
/// <param name="Service">Further options of the service.</param>
/// <param name="Folder">The parent folder of the database.</param>
/// <param name="Output">The report file, or null.</param>
internal sealed record OverloadOptions(
    int Rounds,
    TimeSpan Span,
    TimeSpan WarmUp,
    int LeadsPerBulk,
    int ClosedConnections,
    int Connections,
    int SlowClients,
    StoreAddress? Database,
    bool NeighboursOnly,
    string[] Service,
    string Folder,
    string? Output
);
