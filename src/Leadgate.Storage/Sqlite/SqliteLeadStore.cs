using Leadgate.Domain.Audit;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Lists;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file. One connection writes, see <see cref="GroupCommit"/>; readers have their own and, thanks
/// to WAL, neither wait for the writer nor hold it up.
/// </summary>
internal sealed class SqliteLeadStore : ILeadStore
{
    private readonly SqliteConnections _connections;
    private readonly SqliteRead _read;
    private readonly GroupCommit _writer;
    private readonly TimeProvider _time;

    private SqliteLeadStore(SqliteConnections connections, GroupCommit writer, TimeProvider time)
    {
        _connections = connections;
        _read = new SqliteRead(connections);
        _writer = writer;
        _time = time;
        var write = new SqliteWrite(writer);
        Keys = new SqliteApiKeys(_read, write);
        Audit = new SqliteAudit(_read, write);
        Privacy = new SqlitePrivacy(_read, write, connections);
        Staff = new SqliteStaff(_read, write);
    }

    /// <inheritdoc/>
    public IApiKeyStore Keys { get; }

    /// <inheritdoc/>
    public IAuditStore Audit { get; }

    /// <inheritdoc/>
    public IPrivacyStore Privacy { get; }

    /// <inheritdoc/>
    public IStaffStore Staff { get; }

    /// <summary>Opens a database file, makes it when there is none, and brings it to this program's schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreSetupException">The file cannot be opened, or a newer program has written it.</exception>
    public static SqliteLeadStore Open(string path, TimeProvider time)
    {
        var connections = new SqliteConnections(path);
        var connection = connections.OpenWriter();
        try
        {
            SqliteMigrations.Run(connection);
            var writer = new GroupCommit(new SqliteWriteSession(connection, time));
            return new SqliteLeadStore(connections, writer, time);
        }
        catch (Exception e)
        {
            connection.Dispose();
            if (e is SqliteException sqlite)
                throw new StoreSetupException($"The database file {path} cannot be used: {SqliteConnections.Reason(sqlite)}", sqlite);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation) =>
        _writer.RunAsync(
            session =>
            {
                return (bulk.Key is { } key ? FindKey(session.Connection, key) : null) ?? session.Bulks.Insert(session, bulk);
            },
            bulk.Weight,
            cancellation
        );

    /// <inheritdoc/>
    public Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation) =>
        _read.RunAsync(connection => FindKey(connection, key), cancellation);

    /// <inheritdoc/>
    public async Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation)
    {
        // Found on a reader's connection, so that bulks do not wait for the search.
        var expired = await _read.RunAsync(connection => FindExpiredKeys(connection, before, limit), cancellation).ConfigureAwait(false);
        if (expired.Count == 0)
            return 0;
        return await _writer
            .RunAsync(session => expired.Sum(key => session.Connection.Execute(ExpiredKeys.Delete(key, before))), weight: 0, cancellation)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation) =>
        _read.RunAsync(connection => FindBulk(connection, id), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(
        long bulkId,
        long afterLeadId,
        int limit,
        ListCatalog catalog,
        CancellationToken cancellation
    ) => ReadLeadsAsync(LeadSearch.OfBulk(bulkId, afterLeadId, limit), catalog, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLead>> FindLeadsAsync(LeadQuery query, ListCatalog catalog, CancellationToken cancellation) =>
        ReadLeadsAsync(new LeadSearch(query, FieldColumnReader.ToText, idsFollowTime: true), catalog, cancellation);

    /// <inheritdoc/>
    public Task<ListCatalog> ReadListsAsync(CancellationToken cancellation) => _read.RunAsync(SqliteLists.Read, cancellation);

    /// <inheritdoc/>
    public Task<long> ReadListVersionAsync(CancellationToken cancellation) => _read.RunAsync(SqliteLists.ReadVersion, cancellation);

    /// <inheritdoc/>
    public Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation) => Task.Delay(atMost, _time, cancellation);

    /// <inheritdoc/>
    public Task ReplaceListsAsync(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        AuditEvent? audit,
        CancellationToken cancellation
    ) =>
        _writer.RunAsync(
            session =>
            {
                SqliteLists.Replace(session, lists);
                if (audit is not null)
                    SqliteAudit.Append(session, audit);
                return true;
            },
            weight: 0,
            cancellation
        );

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellation) =>
        _writer.RunAsync(
            session =>
            {
                // Taking an id writes a page, so a full disk or a read-only file shows.
                session.Take("health", 1);
                return true;
            },
            weight: 0,
            cancellation
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _connections.Close();
    }

    private Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(LeadSearch search, ListCatalog catalog, CancellationToken cancellation) =>
        _read.RunAsync(
            connection => LeadRows.ReadAsync((sql, parameters) => connection.Command(sql, parameters), search, catalog, cancellation),
            cancellation
        );

    private static AppendOutcome? FindKey(SqliteConnection connection, IdempotencyKey key)
    {
        using var command = connection.Command(
            "select bulk_id, fingerprint from idempotency_key where caller = @caller and key = @key",
            ("@caller", key.Caller),
            ("@key", key.Key)
        );
        using var row = command.ExecuteReader();
        if (!row.Read())
            return null;
        var isSameBody = ((byte[])row[1]).AsSpan().SequenceEqual(key.Fingerprint.Span);
        return isSameBody ? new AppendOutcome.AlreadyStored(FindBulk(connection, row.GetInt64(0))!) : new AppendOutcome.KeyReused();
    }

    private static StoredBulk? FindBulk(SqliteConnection connection, long id)
    {
        using var command = connection.Command(
            "select id, status, created_at, created_by, total_records, error_records from bulk where id = @id",
            ("@id", id)
        );
        using var row = command.ExecuteReader();
        return row.Read()
            ? new StoredBulk(
                row.GetInt64(0),
                (BulkStatus)row.GetInt32(1),
                FieldColumnReader.ReadTimestamp(row, 2),
                row.GetString(3),
                row.GetInt32(4),
                row.GetInt32(5)
            )
            : null;
    }

    private static List<CallerKey> FindExpiredKeys(SqliteConnection connection, DateTime before, int limit)
    {
        using var command = connection.Command(ExpiredKeys.Find(before, limit));
        using var row = command.ExecuteReader();
        var keys = new List<CallerKey>();
        while (row.Read())
            keys.Add(new CallerKey(row.GetString(0), row.GetString(1)));
        return keys;
    }
}
