namespace Leadgate.Storage.Engines;

/// <summary>
/// SQL that both engines understand, with the values of its parameters. Each engine binds them as its own types: a timestamp is a
/// <c>timestamptz</c> on PostgreSQL and ISO 8601 text on SQLite.
/// </summary>
/// <param name="Sql">The SQL; parameters are named with an at sign.</param>
/// <param name="Parameters">A value for each parameter.</param>
internal sealed record Statement(string Sql, params IReadOnlyList<(string Name, SqlValue Value)> Parameters)
{
    /// <summary>Whether it may take longer than the time limit of commands, as a scan of a large table does.</summary>
    public bool IsLong { get; init; }
}
