using System.Data.Common;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;

namespace Leadgate.Storage;

/// <summary>The tables of staff: the SQL, which both engines understand. How it is run is each engine's own.</summary>
internal abstract class StaffTables : IStaffStore
{
    private const string AccountColumns = "name, role, password_hash, created_at, password_set_at, disabled_at";
    private const string EndSessionsOfAccount = "delete from staff_session where account = @name";

    private const string AddSession = """
        insert into staff_session (id_hash, actor, display_name, account, role, created_at, seen_at, ends_at)
        values (@id, @actor, @display, @account, @role, @created, @seen, @ends)
        """;

    private const string FindSession = """
        select id_hash, actor, display_name, account, coalesce(staff_account.role, staff_session.role), staff_session.created_at, seen_at, ends_at
        from staff_session left join staff_account on staff_account.name = staff_session.account
        where id_hash = @id and staff_account.disabled_at is null
        """;

    public Task<IReadOnlyList<StaffAccount>> ReadAccountsAsync(CancellationToken cancellation) =>
        ReadAsync(new($"select {AccountColumns} from staff_account order by name"), ReadAccount, cancellation);

    public async Task<StaffAccount?> FindAccountAsync(string name, CancellationToken cancellation) =>
        (
            await ReadAsync(
                    new($"select {AccountColumns} from staff_account where name = @name", ("@name", name)),
                    ReadAccount,
                    cancellation
                )
                .ConfigureAwait(false)
        ).SingleOrDefault();

    public Task<bool> AddAccountAsync(StaffAccount account, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            [
                new(
                    "insert into staff_account (name, role, password_hash, created_at, password_set_at) values (@name, @role, @hash, @created, @set) on conflict (name) do nothing",
                    ("@name", account.Name),
                    ("@role", StaffRoles.GetName(account.Role)),
                    ("@hash", account.PasswordHash),
                    ("@created", account.CreatedAt),
                    ("@set", account.PasswordSetAt)
                ),
            ],
            audit,
            cancellation
        );

    public Task<bool> SetPasswordAsync(string name, string hash, DateTime at, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            [
                new(
                    "update staff_account set password_hash = @hash, password_set_at = @at where name = @name",
                    ("@name", name),
                    ("@hash", hash),
                    ("@at", at)
                ),
                new(EndSessionsOfAccount, ("@name", name)),
            ],
            audit,
            cancellation
        );

    public Task ReplaceHashAsync(string name, string old, string hash, CancellationToken cancellation) =>
        WriteAsync(
            [
                new(
                    "update staff_account set password_hash = @hash where name = @name and password_hash = @old",
                    ("@name", name),
                    ("@old", old),
                    ("@hash", hash)
                ),
            ],
            null,
            cancellation
        );

    public Task<bool> SetDisabledAsync(string name, DateTime? at, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            at is { } since
                ?
                [
                    new(
                        "update staff_account set disabled_at = coalesce(disabled_at, @at) where name = @name",
                        ("@name", name),
                        ("@at", since)
                    ),
                    new(EndSessionsOfAccount, ("@name", name)),
                ]
                : [new("update staff_account set disabled_at = null where name = @name", ("@name", name))],
            audit,
            cancellation
        );

    public Task AddSessionAsync(StaffSession session, DateTime idleSince, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            [
                new(
                    AddSession,
                    ("@id", session.IdHash.ToArray()),
                    ("@actor", session.Actor),
                    ("@display", session.DisplayName),
                    ("@account", (object?)session.Account ?? DBNull.Value),
                    ("@role", StaffRoles.GetName(session.Role)),
                    ("@created", session.CreatedAt),
                    ("@seen", session.SeenAt),
                    ("@ends", session.EndsAt)
                ),
                new(
                    "delete from staff_session where ends_at <= @now or seen_at < @idle",
                    ("@now", session.CreatedAt),
                    ("@idle", idleSince)
                ),
            ],
            audit,
            cancellation
        );

    public async Task<StaffSession?> FindSessionAsync(ReadOnlyMemory<byte> idHash, CancellationToken cancellation) =>
        (await ReadAsync(new(FindSession, ("@id", idHash.ToArray())), ReadSession, cancellation).ConfigureAwait(false)).SingleOrDefault();

    public Task RecordSeenAsync(ReadOnlyMemory<byte> idHash, DateTime at, CancellationToken cancellation) =>
        WriteAsync(
            [new("update staff_session set seen_at = @at where id_hash = @id and seen_at < @at", ("@id", idHash.ToArray()), ("@at", at))],
            null,
            cancellation
        );

    public Task EndSessionAsync(ReadOnlyMemory<byte> idHash, AuditEvent? audit, CancellationToken cancellation) =>
        WriteAsync([new("delete from staff_session where id_hash = @id", ("@id", idHash.ToArray()))], audit, cancellation);

    public Task<IReadOnlyList<string>> ReadProtectionKeysAsync(CancellationToken cancellation) =>
        ReadAsync(new("select xml from data_protection_key order by number"), row => row.GetString(0), cancellation);

    public Task AddProtectionKeyAsync(int number, string xml, DateTime at, CancellationToken cancellation) =>
        WriteAsync(
            [
                new(
                    "insert into data_protection_key (number, xml, created_at) values (@number, @xml, @at) on conflict (number) do nothing",
                    ("@number", number),
                    ("@xml", xml),
                    ("@at", at)
                ),
            ],
            null,
            cancellation
        );

    /// <summary>Reads rows.</summary>
    protected abstract Task<IReadOnlyList<T>> ReadAsync<T>(Statement statement, Func<DbDataReader, T> row, CancellationToken cancellation);

    /// <summary>Runs statements in one transaction, and writes into the trail what was done.</summary>
    /// <returns>Whether the first of them changed a row; if not, nothing was done.</returns>
    protected abstract Task<bool> WriteAsync(IReadOnlyList<Statement> statements, AuditEvent? audit, CancellationToken cancellation);

    private static StaffAccount ReadAccount(DbDataReader row) =>
        new()
        {
            Name = row.GetString(0),
            Role = RoleOf(row.GetString(1)),
            PasswordHash = row.GetString(2),
            CreatedAt = FieldColumnReader.ReadTimestamp(row, 3),
            PasswordSetAt = FieldColumnReader.ReadTimestamp(row, 4),
            DisabledAt = row.IsDBNull(5) ? null : FieldColumnReader.ReadTimestamp(row, 5),
        };

    private static StaffSession ReadSession(DbDataReader row) =>
        new()
        {
            IdHash = row.GetFieldValue<byte[]>(0),
            Actor = row.GetString(1),
            DisplayName = row.GetString(2),
            Account = row.IsDBNull(3) ? null : row.GetString(3),
            Role = RoleOf(row.GetString(4)),
            CreatedAt = FieldColumnReader.ReadTimestamp(row, 5),
            SeenAt = FieldColumnReader.ReadTimestamp(row, 6),
            EndsAt = FieldColumnReader.ReadTimestamp(row, 7),
        };

    /// <summary>A role that somebody wrote into the table by hand, and that is none, is the lowest.</summary>
    private static StaffRole RoleOf(string name) => StaffRoles.Find(name) ?? StaffRole.Viewer;
}
