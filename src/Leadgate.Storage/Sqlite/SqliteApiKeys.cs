using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>The table of keys.</summary>
/// <param name="read">Runs on a reader's connection.</param>
/// <param name="write">Runs in the writer's next transaction.</param>
internal sealed class SqliteApiKeys(SqliteRead read, SqliteWrite write) : IApiKeyStore
{
    public Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellation) =>
        read.RunAsync<IReadOnlyList<ApiKey>>(ReadAll, cancellation);

    public Task<ApiKey> AddAsync(ApiKey key, AuditEvent audit, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                var added = key with { Id = Insert(session.Connection, key) };
                SqliteAudit.Append(session, audit with { Record = ApiKeyRow.Record(added.Id) });
                return added;
            },
            cancellation
        );

    public Task<bool> RevokeAsync(long id, DateTime at, AuditEvent audit, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                using var command = session.Connection.Command(
                    "update api_key set revoked_at = coalesce(revoked_at, @at) where id = @id",
                    ("@id", id),
                    ("@at", FieldColumnReader.ToText(at))
                );
                if (command.ExecuteNonQuery() == 0)
                    return false;
                SqliteAudit.Append(session, audit with { Record = ApiKeyRow.Record(id) });
                return true;
            },
            cancellation
        );

    public Task<ApiKey?> SetLimitsAsync(long id, ApiKeyLimitChange change, AuditEvent audit, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                using var command = session.Connection.Command(
                    ApiKeyRow.Limit,
                    ("@id", id),
                    ("@sets_requests", change.Requests is not null),
                    ("@requests", OrNull(change.Requests?.PerMinute)),
                    ("@sets_leads", change.Leads is not null),
                    ("@leads", OrNull(change.Leads?.PerMinute))
                );
                using var row = command.ExecuteReader();
                if (!row.Read())
                    return null;
                var key = ApiKeyRow.Read(row);
                row.Close();
                SqliteAudit.Append(session, audit with { Record = ApiKeyRow.Record(id) });
                return key;
            },
            cancellation
        );

    public Task RecordUsesAsync(IReadOnlyDictionary<long, DateTime> uses, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                foreach (var (id, at) in uses)
                {
                    using var command = session.Connection.Command(
                        "update api_key set last_used_at = max(coalesce(last_used_at, ''), @at) where id = @id",
                        ("@id", id),
                        ("@at", FieldColumnReader.ToText(at))
                    );
                    command.ExecuteNonQuery();
                }

                return uses.Count;
            },
            cancellation
        );

    private static List<ApiKey> ReadAll(SqliteConnection connection)
    {
        using var command = connection.Command($"select {ApiKeyRow.Columns} from api_key order by id");
        using var row = command.ExecuteReader();
        var keys = new List<ApiKey>();
        while (row.Read())
            keys.Add(ApiKeyRow.Read(row));
        return keys;
    }

    private static long Insert(SqliteConnection connection, ApiKey key) =>
        Convert.ToInt64(
            connection.Scalar(
                "insert into api_key (name, scopes, hint, hash, created_at, expires_at, requests_per_minute, leads_per_minute) values (@name, @scopes, @hint, @hash, @created, @expires, @requests, @leads) returning id",
                ("@name", key.Name),
                ("@scopes", ApiKeyRow.Text(key.Scopes)),
                ("@hint", key.Hint),
                ("@hash", key.Hash.ToArray()),
                ("@created", FieldColumnReader.ToText(key.CreatedAt)),
                ("@expires", key.ExpiresAt is { } expires ? FieldColumnReader.ToText(expires) : DBNull.Value),
                ("@requests", OrNull(key.RequestsPerMinute)),
                ("@leads", OrNull(key.LeadsPerMinute))
            ),
            CultureInfo.InvariantCulture
        );

    private static object OrNull(int? number) => (object?)number ?? DBNull.Value;
}
