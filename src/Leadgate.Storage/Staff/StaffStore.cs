using System.Data.Common;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Staff;

/// <summary>
/// Staff: accounts, sessions, and the keys that protect cookies. Shared by all nodes, and read at each request of a member of staff, never
/// at one that brings leads.
/// </summary>
internal sealed class StaffStore(IStoreEngine engine)
{
    private const string SelectAccounts = """
        select name, role, password_hash, created_at, password_set_at, disabled_at, credential_epoch, totp_secret, totp_enabled_at
        from staff_account
        """;

    private const string InsertAccount = """
        insert into staff_account (name, role, password_hash, created_at, password_set_at) values (@name, @role, @hash, @created, @set)
        on conflict (name) do nothing
        """;

    private const string InsertFirstAccount = """
        insert into staff_account (name, role, password_hash, created_at, password_set_at)
        select @name, @role, @hash, @created, @set where not exists (select 1 from staff_account)
        """;

    /// <summary>Whether the update of an account leaves an administrator who can sign in, or does not have to.</summary>
    private const string LeavesAnAdmin = """
        (not @keeps or role <> 'admin' or disabled_at is not null or exists (
            select 1 from staff_account as other where other.role = 'admin' and other.disabled_at is null and other.name <> @name
        ))
        """;

    /// <summary>Sessions whose accounts are enabled and still have the same password and second factor; they may have ended.</summary>
    private const string SelectSessions = """
        select id_hash, actor, display_name, account, coalesce(staff_account.role, staff_session.role),
            staff_session.created_at, seen_at, ends_at, staff_session.credential_epoch
        from staff_session left join staff_account on staff_account.name = staff_session.account
        where (staff_account.name is null or staff_account.credential_epoch = staff_session.credential_epoch)
            and staff_account.disabled_at is null
        """;

    private const string InsertSession = """
        insert into staff_session (id_hash, actor, display_name, account, role, created_at, seen_at, ends_at, credential_epoch)
        values (@id, @actor, @display, @account, @role, @created, @seen, @ends, @epoch)
        """;

    private const string FindSession = $"{SelectSessions} and id_hash = @id";

    private const string ListSessions = $"{SelectSessions} and ends_at > @now and seen_at >= @idle order by seen_at desc, id_hash";

    private const string InsertProtectionKey = """
        insert into data_protection_key (number, xml, created_at) values (@number, @xml, @at) on conflict (number) do nothing
        """;

    /// <summary>A view of the same name is replaced; it does not count.</summary>
    private const string SaveView = """
        insert into staff_view (actor, name, query, saved_at)
        select @actor, @name, @query, @at where (select count(*) from staff_view where actor = @actor and name <> @name) < @most
        on conflict (actor, name) do update set query = excluded.query, saved_at = excluded.saved_at
        """;

    /// <summary>Every account by name, also disabled ones.</summary>
    public async Task<IReadOnlyList<StaffAccount>> ReadAccountsAsync(CancellationToken cancellation) =>
        await QueryAsync(new Statement($"{SelectAccounts} order by name"), ReadAccount, cancellation).ConfigureAwait(false);

    /// <summary>An account, also a disabled one, or null.</summary>
    /// <param name="name">Its name, case-folded.</param>
    public Task<StaffAccount?> FindAccountAsync(string name, CancellationToken cancellation)
    {
        var find = new Statement($"{SelectAccounts} where name = @name", ("@name", name));
        return engine.ReadAsync((session, token) => session.FindAsync(find, ReadAccount, token), cancellation);
    }

    /// <summary>Stores a new account.</summary>
    /// <returns>False when the name is taken.</returns>
    public Task<bool> AddAccountAsync(StaffAccount account, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                InsertAccount,
                ("@name", account.Name),
                ("@role", StaffRoles.GetName(account.Role)),
                ("@hash", account.PasswordHash),
                ("@created", account.CreatedAt),
                ("@set", account.PasswordSetAt)
            ),
            [],
            audit,
            cancellation
        );

    /// <summary>Whether there is an account, also a disabled one.</summary>
    public Task<bool> HasAccountsAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) => session.FindAsync(new Statement("select 1 from staff_account limit 1"), _ => true, token),
            cancellation
        );

    /// <summary>Stores an account if it is the first of all, also if several are sent at once.</summary>
    /// <returns>False when there is an account already.</returns>
    public Task<bool> AddFirstAccountAsync(StaffAccount account, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                InsertFirstAccount,
                ("@name", account.Name),
                ("@role", StaffRoles.GetName(account.Role)),
                ("@hash", account.PasswordHash),
                ("@created", account.CreatedAt),
                ("@set", account.PasswordSetAt)
            ),
            [],
            audit,
            cancellation
        );

    /// <summary>Gives an account another role, which its sessions have from the next request on.</summary>
    /// <param name="expected">The role that it has, as far as the caller knows.</param>
    /// <param name="keepsAnAdmin">Whether the last administrator who can sign in keeps the role.</param>
    /// <returns>False when nothing was changed.</returns>
    public Task<bool> SetRoleAsync(
        string name,
        StaffRole expected,
        StaffRole role,
        bool keepsAnAdmin,
        AuditEvent audit,
        CancellationToken cancellation
    ) =>
        WriteAsync(
            new Statement(
                $"update staff_account set role = @role where name = @name and role = @expected and {LeavesAnAdmin}",
                ("@name", name),
                ("@expected", StaffRoles.GetName(expected)),
                ("@role", StaffRoles.GetName(role)),
                ("@keeps", keepsAnAdmin)
            ),
            [],
            audit,
            cancellation
        );

    /// <summary>Sets a new password and ends the account's sessions.</summary>
    /// <returns>Whether there is such an account.</returns>
    public Task<bool> SetPasswordAsync(string name, string hash, DateTime at, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                """
                update staff_account set password_hash = @hash, password_set_at = @at, credential_epoch = credential_epoch + 1
                where name = @name
                """,
                ("@name", name),
                ("@hash", hash),
                ("@at", at)
            ),
            [EndSessionsOf(name)],
            audit,
            cancellation
        );

    /// <summary>Replaces the hash of a password by another hash of the same password, unless the password was changed meanwhile.</summary>
    public Task ReplaceHashAsync(string name, string old, string hash, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                "update staff_account set password_hash = @hash where name = @name and password_hash = @old",
                ("@name", name),
                ("@old", old),
                ("@hash", hash)
            ),
            [],
            audit: null,
            cancellation
        );

    /// <summary>Disables an account and ends its sessions, or enables it. An account that is disabled already keeps its time.</summary>
    /// <param name="at">Since when it is disabled, UTC; null to enable it.</param>
    /// <param name="keepsAnAdmin">Whether the last administrator who can sign in is not disabled.</param>
    /// <returns>False when nothing was changed: there is no such account, or it is that administrator.</returns>
    public Task<bool> SetDisabledAsync(
        string name,
        DateTime? at,
        AuditEvent audit,
        CancellationToken cancellation,
        bool keepsAnAdmin = false
    ) =>
        at is { } since
            ? WriteAsync(
                new Statement(
                    $"""
                    update staff_account set disabled_at = coalesce(disabled_at, @at), credential_epoch = credential_epoch + 1
                    where name = @name and {LeavesAnAdmin}
                    """,
                    ("@name", name),
                    ("@at", since),
                    ("@keeps", keepsAnAdmin)
                ),
                [EndSessionsOf(name)],
                audit,
                cancellation
            )
            : WriteAsync(
                new Statement("update staff_account set disabled_at = null where name = @name", ("@name", name)),
                [],
                audit,
                cancellation
            );

    /// <summary>Gives an account a second factor, replaces its recovery codes, and ends its sessions.</summary>
    /// <param name="secret">Encrypted.</param>
    /// <param name="step">The time step of the code that confirmed it, which cannot be used again; 0 if none did.</param>
    /// <returns>Whether there is such an account.</returns>
    public Task<bool> EnableTotpAsync(
        string name,
        string secret,
        DateTime at,
        IReadOnlyList<ReadOnlyMemory<byte>> recoveryCodeHashes,
        AuditEvent audit,
        CancellationToken cancellation,
        long step = 0
    ) =>
        WriteAsync(
            new Statement(
                """
                update staff_account
                set totp_secret = @secret, totp_enabled_at = @at, totp_step = @step, credential_epoch = credential_epoch + 1
                where name = @name
                """,
                ("@name", name),
                ("@secret", secret),
                ("@at", at),
                ("@step", step)
            ),
            [
                DeleteRecoveryCodesOf(name),
                .. recoveryCodeHashes.Select(hash => new Statement(
                    "insert into staff_recovery_code (account, code_hash) values (@name, @hash)",
                    ("@name", name),
                    ("@hash", hash)
                )),
                EndSessionsOf(name),
            ],
            audit,
            cancellation
        );

    /// <summary>Removes the second factor of an account and its recovery codes.</summary>
    /// <returns>Whether there is such an account with a second factor.</returns>
    public Task<bool> DisableTotpAsync(string name, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                "update staff_account set totp_secret = null, totp_enabled_at = null where name = @name and totp_secret is not null",
                ("@name", name)
            ),
            [DeleteRecoveryCodesOf(name)],
            audit,
            cancellation
        );

    /// <summary>Records the time step of a code, on all nodes, so that neither it nor an earlier code can be used again.</summary>
    /// <returns>False if the code was used already, or a later one.</returns>
    public Task<bool> UseTotpStepAsync(string name, long step, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                "update staff_account set totp_step = @step where name = @name and totp_secret is not null and totp_step < @step",
                ("@name", name),
                ("@step", step)
            ),
            [],
            audit: null,
            cancellation
        );

    /// <summary>Uses up a recovery code.</summary>
    /// <returns>False if the account has no such code, or it was used.</returns>
    public Task<bool> UseRecoveryCodeAsync(string name, ReadOnlyMemory<byte> codeHash, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                "delete from staff_recovery_code where account = @name and code_hash = @hash",
                ("@name", name),
                ("@hash", codeHash)
            ),
            [],
            audit,
            cancellation
        );

    /// <summary>Stores a new session, and deletes those that have ended.</summary>
    /// <param name="idleSince">A session that was last seen before this time has ended, UTC.</param>
    public Task AddSessionAsync(StaffSession session, DateTime idleSince, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                InsertSession,
                ("@id", session.IdHash),
                ("@actor", session.Actor),
                ("@display", session.DisplayName),
                ("@account", session.Account),
                ("@role", StaffRoles.GetName(session.Role)),
                ("@created", session.CreatedAt),
                ("@seen", session.SeenAt),
                ("@ends", session.EndsAt),
                ("@epoch", session.CredentialEpoch)
            ),
            [
                new Statement(
                    "delete from staff_session where ends_at <= @now or seen_at < @idle",
                    ("@now", session.CreatedAt),
                    ("@idle", idleSince)
                ),
            ],
            audit,
            cancellation
        );

    /// <summary>
    /// A session by the hash of its id, or null; null also when its account is disabled or has got another password since. Whether it has
    /// ended is for the caller to see.
    /// </summary>
    public Task<StaffSession?> FindSessionAsync(ReadOnlyMemory<byte> idHash, CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) => session.FindAsync(new Statement(FindSession, ("@id", idHash)), ReadSession, token),
            cancellation
        );

    /// <summary>The sessions that have not ended, the one that was used last first.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="idleSince">A session that was last seen before this time has ended, UTC.</param>
    public async Task<IReadOnlyList<StaffSession>> ReadSessionsAsync(DateTime now, DateTime idleSince, CancellationToken cancellation) =>
        await QueryAsync(new Statement(ListSessions, ("@now", now), ("@idle", idleSince)), ReadSession, cancellation).ConfigureAwait(false);

    /// <summary>Ends every session of somebody on every node.</summary>
    /// <param name="actor">Their name in the audit trail.</param>
    /// <returns>Whether there was one.</returns>
    public Task<bool> EndSessionsOfAsync(string actor, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(new Statement("delete from staff_session where actor = @actor", ("@actor", actor)), [], audit, cancellation);

    /// <summary>Records that a session was used; an earlier time does not replace a later one.</summary>
    public Task RecordSeenAsync(ReadOnlyMemory<byte> idHash, DateTime at, CancellationToken cancellation) =>
        WriteAsync(
            new Statement("update staff_session set seen_at = @at where id_hash = @id and seen_at < @at", ("@id", idHash), ("@at", at)),
            [],
            audit: null,
            cancellation
        );

    /// <summary>Ends a session on every node, from the next request on.</summary>
    /// <param name="audit">The audit event, or null.</param>
    /// <returns>Whether there was such a session.</returns>
    public Task<bool> EndSessionAsync(ReadOnlyMemory<byte> idHash, AuditEvent? audit, CancellationToken cancellation) =>
        WriteAsync(new Statement("delete from staff_session where id_hash = @id", ("@id", idHash)), [], audit, cancellation);

    /// <summary>Ends every session on every node.</summary>
    public Task EndSessionsAsync(CancellationToken cancellation) =>
        WriteAsync(new Statement("delete from staff_session"), [], audit: null, cancellation);

    /// <summary>The keys that protect cookies, as XML, by number.</summary>
    public async Task<IReadOnlyList<string>> ReadProtectionKeysAsync(CancellationToken cancellation) =>
        await QueryAsync(new Statement("select xml from data_protection_key order by number"), row => row.GetString(0), cancellation)
            .ConfigureAwait(false);

    /// <summary>
    /// Stores a key as number <paramref name="number"/>, unless that number is taken: of nodes that create a key at the same time the first
    /// wins, and the others find its key when they read again.
    /// </summary>
    /// <param name="number">Its number, from 1: one more than the keys that were read.</param>
    public Task AddProtectionKeyAsync(int number, string xml, DateTime at, CancellationToken cancellation) =>
        WriteAsync(new Statement(InsertProtectionKey, ("@number", number), ("@xml", xml), ("@at", at)), [], audit: null, cancellation);

    /// <summary>The lists of leads that somebody has saved, by name.</summary>
    /// <param name="actor">Their name in the audit trail.</param>
    public async Task<IReadOnlyList<StaffView>> ReadViewsAsync(string actor, CancellationToken cancellation) =>
        await QueryAsync(
                new Statement("select name, query from staff_view where actor = @actor order by name", ("@actor", actor)),
                row => new StaffView(row.GetString(0), row.GetString(1)),
                cancellation
            )
            .ConfigureAwait(false);

    /// <summary>Saves a view in place of the one with its name.</summary>
    /// <returns>False if somebody has <see cref="StaffView.MaxPerPerson"/> others.</returns>
    public Task<bool> SaveViewAsync(string actor, StaffView view, DateTime at, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement(
                SaveView,
                ("@actor", actor),
                ("@name", view.Name),
                ("@query", view.Query),
                ("@at", at),
                ("@most", StaffView.MaxPerPerson)
            ),
            [],
            audit,
            cancellation
        );

    /// <returns>Whether there was such a view.</returns>
    public Task<bool> DeleteViewAsync(string actor, string name, AuditEvent audit, CancellationToken cancellation) =>
        WriteAsync(
            new Statement("delete from staff_view where actor = @actor and name = @name", ("@actor", actor), ("@name", name)),
            [],
            audit,
            cancellation
        );

    private static Statement DeleteRecoveryCodesOf(string account) =>
        new("delete from staff_recovery_code where account = @name", ("@name", account));

    private static Statement EndSessionsOf(string account) => new("delete from staff_session where account = @name", ("@name", account));

    private Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> row, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.QueryAsync(statement, row, token), cancellation);

    /// <summary>Runs statements in one transaction, with an audit entry.</summary>
    /// <returns>Whether the first statement changed a row; when not, nothing else was done.</returns>
    private Task<bool> WriteAsync(Statement first, IReadOnlyList<Statement> others, AuditEvent? audit, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                // Before the accounts are read: who changes them with an audit entry takes turns, and so each sees what the others did.
                if (audit is not null)
                    await transaction.ExecuteAsync(Counters.Lock(Counters.Audit), token).ConfigureAwait(false);
                if (await transaction.ExecuteAsync(first, token).ConfigureAwait(false) == 0)
                    return false;
                await transaction.ExecuteAsync(others, token).ConfigureAwait(false);
                if (audit is not null)
                    await AuditStore.AppendAsync(transaction, audit, token).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    private static StaffAccount ReadAccount(DbDataReader row) =>
        new()
        {
            Name = row.GetString(0),
            Role = ParseRole(row.GetString(1)),
            PasswordHash = row.GetString(2),
            CreatedAt = row.GetTimestamp(3),
            PasswordSetAt = row.GetTimestamp(4),
            DisabledAt = row.GetTimestampOrNull(5),
            CredentialEpoch = row.GetInt32(6),
            TotpSecret = row.GetStringOrNull(7),
            TotpEnabledAt = row.GetTimestampOrNull(8),
        };

    private static StaffSession ReadSession(DbDataReader row) =>
        new()
        {
            IdHash = row.GetFieldValue<byte[]>(0),
            Actor = row.GetString(1),
            DisplayName = row.GetString(2),
            Account = row.GetStringOrNull(3),
            Role = ParseRole(row.GetString(4)),
            CreatedAt = row.GetTimestamp(5),
            SeenAt = row.GetTimestamp(6),
            EndsAt = row.GetTimestamp(7),
            CredentialEpoch = row.GetInt32(8),
        };

    /// <summary>An unknown role, written into the table by hand, counts as the lowest role.</summary>
    private static StaffRole ParseRole(string name) => StaffRoles.Find(name) ?? StaffRole.Viewer;
}
