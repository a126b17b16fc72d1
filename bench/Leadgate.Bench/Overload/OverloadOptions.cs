namespace Leadgate.Bench.Overload;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Rounds of each load.</param>
/// <param name="Span">How long each load lasts.</param>
/// <param name="WarmUp">How long is sent before anything counts.</param>
/// <param name="LeadsOfBulk">Leads in a bulk.</param>
/// <param name="ClosedConnections">Connections of the closed loop, which tells what the service can take.</param>
/// <param name="Connections">Connections of the load at a pace.</param>
/// <param name="SlowClients">Slow clients beside it.</param>
/// <param name="Service">Further options of the service.</param>
/// <param name="Folder">Where the database is made.</param>
/// <param name="Output">The file for the figures, or null.</param>
internal sealed record OverloadOptions(
    int Rounds,
    TimeSpan Span,
    TimeSpan WarmUp,
    int LeadsOfBulk,
    int ClosedConnections,
    int Connections,
    int SlowClients,
    string[] Service,
    string Folder,
    string? Output
);
