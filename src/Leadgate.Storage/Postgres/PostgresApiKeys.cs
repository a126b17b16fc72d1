using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Postgres;

/// <summary>The table of keys.</summary>
/// <param name="access">Runs on a connection of the pool, with the store's handling of outages.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresApiKeys(PostgresAccess access, TimeProvider time) : IApiKeyStore
{
    /// <summary>Numbered by a counter and not by a sequence: it is on each machine when tables are distributed.</summary>
    private const string TakeId = "update counter set value = value + 1 where name = 'api_key' returning value";

    private const string Insert = $"""
        insert into api_key (id, name, scopes, hint, hash, created_at, expires_at, requests_per_minute, leads_per_minute)
        values (@id, @name, @scopes, @hint, @hash, @created, @expires, @requests, @leads)
        returning {ApiKeyRow.Columns}
        """;

    public Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellation) =>
        access.RunAsync(
            connection => RowsAsync(connection.Command($"select {ApiKeyRow.Columns} from api_key order by id"), cancellation),
            cancellation
        );

    public Task<ApiKey> AddAsync(ApiKey key, AuditEvent audit, CancellationToken cancellation) =>
        access.WriteAsync(
            async connection =>
            {
                await using var take = connection.Command(TakeId);
                var id = (long)(await take.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
                var command = connection.Command(
                    Insert,
                    ("@id", id),
                    ("@name", key.Name),
                    ("@scopes", ApiKeyRow.Text(key.Scopes)),
                    ("@hint", key.Hint),
                    ("@hash", key.Hash.ToArray()),
                    ("@created", key.CreatedAt)
                );
                command.Parameters.Add(
                    new NpgsqlParameter("@expires", NpgsqlDbType.TimestampTz) { Value = (object?)key.ExpiresAt ?? DBNull.Value }
                );
                AddNumbers(command, key.RequestsPerMinute, key.LeadsPerMinute);
                var added = (await RowsAsync(command, cancellation).ConfigureAwait(false))[0];
                await PostgresAudit
                    .AppendAsync(connection, audit with { Record = ApiKeyRow.Record(id) }, time, cancellation)
                    .ConfigureAwait(false);
                return added;
            },
            cancellation
        );

    public Task<bool> RevokeAsync(long id, DateTime at, AuditEvent audit, CancellationToken cancellation) =>
        access.WriteAsync(
            async connection =>
            {
                await using var command = connection.Command(
                    "update api_key set revoked_at = coalesce(revoked_at, @at) where id = @id",
                    ("@id", id),
                    ("@at", at)
                );
                if (await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) == 0)
                    return false;
                await PostgresAudit
                    .AppendAsync(connection, audit with { Record = ApiKeyRow.Record(id) }, time, cancellation)
                    .ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    public Task<ApiKey?> SetLimitsAsync(long id, ApiKeyLimitChange change, AuditEvent audit, CancellationToken cancellation) =>
        access.WriteAsync(
            async connection =>
            {
                var command = connection.Command(
                    ApiKeyRow.Limit,
                    ("@id", id),
                    ("@sets_requests", change.Requests is not null),
                    ("@sets_leads", change.Leads is not null)
                );
                AddNumbers(command, change.Requests?.PerMinute, change.Leads?.PerMinute);
                var limited = (await RowsAsync(command, cancellation).ConfigureAwait(false)).SingleOrDefault();
                if (limited is not null)
                    await PostgresAudit
                        .AppendAsync(connection, audit with { Record = ApiKeyRow.Record(id) }, time, cancellation)
                        .ConfigureAwait(false);
                return limited;
            },
            cancellation
        );

    public Task RecordUsesAsync(IReadOnlyDictionary<long, DateTime> uses, CancellationToken cancellation) =>
        access.RunAsync(
            async connection =>
            {
                await using var batch = new NpgsqlBatch(connection);
                foreach (var (id, at) in uses.OrderBy(use => use.Key))
                    batch.Add("update api_key set last_used_at = greatest(last_used_at, @at) where id = @id", ("@id", id), ("@at", at));
                return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            },
            cancellation
        );

    private static void AddNumbers(NpgsqlCommand command, int? requests, int? leads)
    {
        foreach (var (name, number) in ((string, int?)[])[("@requests", requests), ("@leads", leads)])
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Integer) { Value = (object?)number ?? DBNull.Value });
    }

    private static async Task<IReadOnlyList<ApiKey>> RowsAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var keys = new List<ApiKey>();
            while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                keys.Add(ApiKeyRow.Read(row));
            return keys;
        }
    }
}
