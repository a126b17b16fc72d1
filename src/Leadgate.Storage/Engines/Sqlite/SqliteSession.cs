using System.Data.Common;
using Leadgate.Domain.Wire;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>Runs statements on a connection to the file. The driver's asynchronous methods do their work before they return.</summary>
/// <param name="connection">The connection; it stays open.</param>
/// <param name="clock">The clock of transactions; null where the session only reads.</param>
/// <param name="keepsCommands">
/// Whether prepared commands are kept for the next use. It pays where the connection is kept too.
/// </param>
internal sealed class SqliteSession(SqliteConnection connection, StoreClock? clock = null, bool keepsCommands = false)
    : StoreTransaction,
        IDisposable
{
    /// <summary>
    /// Statements that are composed, such as those of an erasure, have too many forms to keep them all: those that were used last are kept.
    /// </summary>
    private const int MaxKept = 64;

    private readonly OrderedDictionary<string, SqliteCommand> _kept = [];
    private RowInsert? _leadIndexInsert;
    private DateTime _now;

    public override ILeadIndex LeadIndex => SqliteLeadIndex.Instance;

    /// <summary>Adds a lead to the search index without the driver's commands, as a bulk is inserted.</summary>
    public RowInsert LeadIndexInsert =>
        _leadIndexInsert ??= new RowInsert(connection, "lead_index", ["rowid", "terms"], "insert or replace");

    public override DateTime Now => _now;

    public override DateTime TakeTime() => clock!.Now();

    /// <summary>Begins the next transaction.</summary>
    public void Begin() => _now = clock!.Now();

    public override async Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var statement in statements)
            changed += await ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        return changed;
    }

    /// <summary>Takes ids of a counter; null where the session only reads.</summary>
    public Func<string, int, long>? TakeIds { get; init; }

    public override Task<long> TakeVehicleIdsAsync(int count, CancellationToken cancellation) =>
        Task.FromResult(TakeIds!("vehicle", count));

    /// <summary>Other processes look at the version of the lists every second.</summary>
    public override Task NotifyListChangeAsync(CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose()
    {
        _leadIndexInsert?.Dispose();
        foreach (var command in _kept.Values)
            command.Dispose();
    }

    protected override DbCommand CreateCommand(Statement statement)
    {
        // Taken out while it is used, and kept again as the last when it is released.
        if (!_kept.Remove(statement.Sql, out var command))
            command = connection.Command(statement.Sql);
        foreach (var (name, value) in statement.Parameters)
            command.Parameters.AddWithValue(name, Bind(value));
        return command;
    }

    /// <summary>Parameters are dropped at once: they may hold personal data.</summary>
    protected override ValueTask ReleaseAsync(DbCommand command)
    {
        command.Parameters.Clear();
        if (!keepsCommands || !_kept.TryAdd(command.CommandText, (SqliteCommand)command))
            return command.DisposeAsync();
        if (_kept.Count <= MaxKept)
            return default;
        var oldest = _kept.GetAt(0).Value;
        _kept.RemoveAt(0);
        return oldest.DisposeAsync();
    }

    private static object Bind(SqlValue value) =>
        value.Value switch
        {
            null => DBNull.Value,
            DateTime utc => WireTime.Format(utc),
            DateOnly date => WireTime.Format(date),
            var other => other,
        };
}
