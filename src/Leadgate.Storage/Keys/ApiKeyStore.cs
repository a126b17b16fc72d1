using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Keys;

/// <summary>API keys (promise 10.1).</summary>
internal sealed class ApiKeyStore(IStoreEngine engine)
{
    private const string Columns =
        "id, name, scopes, hint, hash, created_at, expires_at, revoked_at, last_used_at, requests_per_minute, leads_per_minute"
        + ", preferences";

    private const string Insert = """
        insert into api_key (id, name, scopes, hint, hash, created_at, expires_at, requests_per_minute, leads_per_minute, preferences)
        values (@id, @name, @scopes, @hint, @hash, @created, @expires, @requests, @leads, @preferences)
        """;

    private const string Change = $"""
        update api_key set
            requests_per_minute = case when @sets_requests then @requests else requests_per_minute end,
            leads_per_minute = case when @sets_leads then @leads else leads_per_minute end,
            preferences = case when @sets_preferences then @preferences else preferences end
        where id = @id
        returning {Columns}
        """;

    private const string RecordUse = """
        update api_key set last_used_at = @at where id = @id and (last_used_at is null or last_used_at < @at)
        """;

    /// <summary>Every key by id, also revoked and expired ones. There are few, and each node reads them every second.</summary>
    public async Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellation) =>
        await engine
            .ReadAsync(
                (session, token) => session.QueryAsync(new Statement($"select {Columns} from api_key order by id"), ReadKey, token),
                cancellation
            )
            .ConfigureAwait(false);

    /// <summary>Stores a new key.</summary>
    /// <param name="key">The key; its id is ignored.</param>
    /// <param name="audit">The audit event; its record is set to the key.</param>
    /// <returns>The key with its id.</returns>
    public Task<ApiKey> AddAsync(ApiKey key, AuditEvent audit, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                var id = await transaction.RaiseAsync(Counters.ApiKey, token).ConfigureAwait(false);
                return await AddAsync(transaction, key with { Id = id }, audit, token).ConfigureAwait(false);
            },
            cancellation
        );

    /// <summary>Stores a new key, unless one of its name was created meanwhile, also at the same moment.</summary>
    /// <param name="newestId">The newest key that whoever asks for it knows; 0 for none.</param>
    /// <returns>The key with its id, or null.</returns>
    public Task<ApiKey?> TryAddAsync(ApiKey key, long newestId, AuditEvent audit, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                var id = await transaction.RaiseAsync(Counters.ApiKey, token).ConfigureAwait(false);
                var newer = new Statement(
                    "select 1 from api_key where name = @name and id > @newest",
                    ("@name", key.Name),
                    ("@newest", newestId)
                );
                return await transaction.FindAsync(newer, _ => true, token).ConfigureAwait(false)
                    ? null
                    : await AddAsync(transaction, key with { Id = id }, audit, token).ConfigureAwait(false);
            },
            cancellation
        );

    /// <summary>Revokes a key; one that is revoked already stays as it is.</summary>
    /// <param name="audit">The audit event; its record is set to the key.</param>
    /// <returns>Whether there is such a key.</returns>
    public Task<bool> RevokeAsync(long id, DateTime at, AuditEvent audit, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                var revoke = new Statement(
                    "update api_key set revoked_at = coalesce(revoked_at, @at) where id = @id",
                    ("@id", id),
                    ("@at", at)
                );
                if (await transaction.ExecuteAsync(revoke, token).ConfigureAwait(false) == 0)
                    return false;
                await AppendAuditAsync(transaction, audit, id, token).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    /// <summary>Changes the limits of a key (promise 10.4) or its default preferences (promise 6.5).</summary>
    /// <param name="audit">The audit event; its record is set to the key.</param>
    /// <returns>The key as it is now, or null when there is none.</returns>
    public Task<ApiKey?> ChangeAsync(long id, ApiKeyChange change, AuditEvent audit, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                var changed = await transaction
                    .FindAsync(
                        new Statement(
                            Change,
                            ("@id", id),
                            ("@sets_requests", change.Requests is not null),
                            ("@requests", change.Requests?.PerMinute),
                            ("@sets_leads", change.Leads is not null),
                            ("@leads", change.Leads?.PerMinute),
                            ("@sets_preferences", change.Preferences is not null),
                            ("@preferences", ToColumn(change.Preferences))
                        ),
                        ReadKey,
                        token
                    )
                    .ConfigureAwait(false);
                if (changed is not null)
                    await AppendAuditAsync(transaction, audit, id, token).ConfigureAwait(false);
                return changed;
            },
            cancellation
        );

    /// <summary>Records when keys were last used; an earlier time does not replace a later one.</summary>
    /// <param name="uses">The time of each id, UTC.</param>
    public Task RecordUsesAsync(IReadOnlyDictionary<long, DateTime> uses, CancellationToken cancellation)
    {
        // By id: two nodes that update the same rows in one order never deadlock.
        var statements = uses.OrderBy(use => use.Key)
            .Select(use => new Statement(RecordUse, ("@id", use.Key), ("@at", use.Value)))
            .ToList();
        return engine.ExecuteAsync(statements, cancellation);
    }

    private static async Task<ApiKey> AddAsync(StoreTransaction transaction, ApiKey key, AuditEvent audit, CancellationToken cancellation)
    {
        await transaction
            .ExecuteAsync(
                new Statement(
                    Insert,
                    ("@id", key.Id),
                    ("@name", key.Name),
                    ("@scopes", string.Join(' ', ScopeNames.GetNames(key.Scopes))),
                    ("@hint", key.Hint),
                    ("@hash", key.Hash),
                    ("@created", key.CreatedAt),
                    ("@expires", key.ExpiresAt),
                    ("@requests", key.RequestsPerMinute),
                    ("@leads", key.LeadsPerMinute),
                    ("@preferences", ToColumn(key.Preferences))
                ),
                cancellation
            )
            .ConfigureAwait(false);
        await AppendAuditAsync(transaction, audit, key.Id, cancellation).ConfigureAwait(false);
        return key;
    }

    private static Task<AuditEntry> AppendAuditAsync(
        StoreTransaction transaction,
        AuditEvent audit,
        long id,
        CancellationToken cancellation
    ) =>
        AuditStore.AppendAsync(transaction, audit with { Record = string.Create(CultureInfo.InvariantCulture, $"key:{id}") }, cancellation);

    private static string? ToColumn(KeyPreferences? preferences) =>
        preferences is null || preferences == KeyPreferences.None ? null : preferences.ToString();

    private static ApiKey ReadKey(DbDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            Name = row.GetString(1),
            Scopes = ScopeNames.TryParse(row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries), out var scopes)
                ? scopes
                : Scopes.None,
            Hint = row.GetString(3),
            Hash = row.GetFieldValue<byte[]>(4),
            CreatedAt = row.GetTimestamp(5),
            ExpiresAt = row.GetTimestampOrNull(6),
            RevokedAt = row.GetTimestampOrNull(7),
            LastUsedAt = row.GetTimestampOrNull(8),
            RequestsPerMinute = row.GetInt32OrNull(9),
            LeadsPerMinute = row.GetInt32OrNull(10),
            Preferences = KeyPreferences.TryParse([row.GetStringOrNull(11) ?? ""], out var preferences) ? preferences : KeyPreferences.None,
        };
}
