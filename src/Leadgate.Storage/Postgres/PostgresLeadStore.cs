using Leadgate.Domain.Audit;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Lists;
using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>
/// The store on PostgreSQL 15 or later, which several nodes share. <see cref="PostgresWriters"/> write; readers take a connection of
/// the pool. While the server is known to be away (<see cref="Availability"/>) everything is refused at once.
/// </summary>
internal sealed class PostgresLeadStore : ILeadStore
{
    private readonly PostgresConnections _connections;
    private readonly PostgresWriters _writers;
    private readonly Availability _availability;
    private readonly PostgresAccess _access;
    private readonly ListNotifications _notifications;
    private readonly TimeProvider _time;

    private PostgresLeadStore(PostgresConnections connections, TimeProvider time)
    {
        _connections = connections;
        _availability = new Availability(connections.Forget, TryWriteAsync);
        _notifications = new ListNotifications(connections);
        _writers = new PostgresWriters(connections, _availability, time);
        _time = time;
        _access = new PostgresAccess(connections, _availability);
        Keys = new PostgresApiKeys(_access, time);
        Audit = new PostgresAudit(_access, time);
        Privacy = new PostgresPrivacy(_access, time);
        Staff = new PostgresStaff(_access, time);
    }

    /// <inheritdoc/>
    public IApiKeyStore Keys { get; }

    /// <inheritdoc/>
    public IAuditStore Audit { get; }

    /// <inheritdoc/>
    public IPrivacyStore Privacy { get; }

    /// <inheritdoc/>
    public IStaffStore Staff { get; }

    /// <summary>Opens a database and brings it to this program's schema.</summary>
    /// <param name="address">Where it is, see <see cref="StoreAddress"/>.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreSetupException">It cannot be reached or used, or a newer program has written it.</exception>
    public static PostgresLeadStore Open(string address, TimeProvider time)
    {
        var connections = new PostgresConnections(PostgresAddress.Parse(address));
        try
        {
            using var connection = connections.Open();
            PostgresMigrations.Run(connection);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be used: {PostgresFailures.Reason(e)}", e);
        }

        return new PostgresLeadStore(connections, time);
    }

    /// <inheritdoc/>
    public async Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation)
    {
        while (true)
        {
            if (await _writers.AppendAsync(bulk, cancellation).ConfigureAwait(false) is { } stored)
                return stored;

            // Another bulk has the key; unless it was forgotten in this very moment, it is there now.
            if (await FindKeyAsync(bulk.Key!, cancellation).ConfigureAwait(false) is { } earlier)
                return earlier;
        }
    }

    /// <inheritdoc/>
    public Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation) =>
        _access.RunAsync<AppendOutcome?>(
            async connection =>
            {
                await using var command = connection.Command(
                    "select bulk_id, fingerprint from idempotency_key where caller = @caller and key = @key",
                    ("@caller", key.Caller),
                    ("@key", key.Key)
                );
                long bulkId;
                await using (var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
                {
                    if (!await row.ReadAsync(cancellation).ConfigureAwait(false))
                        return null;
                    bulkId = row.GetInt64(0);
                    if (!row.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(key.Fingerprint.Span))
                        return new AppendOutcome.KeyReused();
                }

                var bulk = await FindBulkAsync(connection, bulkId, cancellation).ConfigureAwait(false);
                return new AppendOutcome.AlreadyStored(bulk!);
            },
            cancellation
        );

    /// <inheritdoc/>
    public async Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation)
    {
        var expired = await _access
            .RunAsync(connection => FindExpiredKeysAsync(connection, before, limit, cancellation), cancellation)
            .ConfigureAwait(false);
        if (expired.Count == 0)
            return 0;
        return await _access
            .WriteAsync(
                async connection =>
                {
                    await using var batch = new NpgsqlBatch(connection);
                    foreach (var key in expired)
                        batch.Add(ExpiredKeys.Delete(key, before));
                    return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation) =>
        _access.RunAsync(connection => FindBulkAsync(connection, id, cancellation), cancellation);

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
        ReadLeadsAsync(new LeadSearch(query, moment => moment, idsFollowTime: false), catalog, cancellation);

    /// <inheritdoc/>
    public Task<ListCatalog> ReadListsAsync(CancellationToken cancellation) =>
        _access.RunAsync(connection => PostgresLists.ReadAsync(connection, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<long> ReadListVersionAsync(CancellationToken cancellation) =>
        _access.RunAsync(connection => PostgresLists.ReadVersionAsync(connection, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        _availability.ThrowIfAway();
        try
        {
            await _notifications.WaitAsync(atMost, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) && !cancellation.IsCancellationRequested)
        {
            throw _availability.Report(e);
        }
    }

    /// <inheritdoc/>
    public Task ReplaceListsAsync(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        AuditEvent? audit,
        CancellationToken cancellation
    ) =>
        _access.WriteAsync(
            async connection =>
            {
                await PostgresLists.ReplaceAsync(connection, lists, cancellation).ConfigureAwait(false);
                if (audit is not null)
                    await PostgresAudit.AppendAsync(connection, audit, _time, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellation) =>
        _access.RunAsync(
            async connection =>
            {
                await TryWriteAsync(connection, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writers.DisposeAsync().ConfigureAwait(false);
        await _notifications.DisposeAsync().ConfigureAwait(false);
        await _availability.DisposeAsync().ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
    }

    private async Task TryWriteAsync(CancellationToken cancellation)
    {
        await using var connection = await _connections.OpenAsync(cancellation).ConfigureAwait(false);
        await TryWriteAsync(connection, cancellation).ConfigureAwait(false);
    }

    /// <summary>A full disk, a replica and a primary that waits for its replica all show only when something is written.</summary>
    private static Task TryWriteAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync("update counter set value = value + 1 where name = 'health'", cancellation);

    private Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(LeadSearch search, ListCatalog catalog, CancellationToken cancellation) =>
        _access.RunAsync(
            connection => LeadRows.ReadAsync((sql, parameters) => connection.Command(sql, parameters), search, catalog, cancellation),
            cancellation
        );

    private static async Task<StoredBulk?> FindBulkAsync(NpgsqlConnection connection, long id, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "select id, status, created_at, created_by, total_records, error_records from bulk where id = @id",
            ("@id", id)
        );
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await row.ReadAsync(cancellation).ConfigureAwait(false)
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

    private static async Task<List<CallerKey>> FindExpiredKeysAsync(
        NpgsqlConnection connection,
        DateTime before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var command = connection.Command(ExpiredKeys.Find(before, limit));
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var keys = new List<CallerKey>();
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
            keys.Add(new CallerKey(row.GetString(0), row.GetString(1)));
        return keys;
    }
}
