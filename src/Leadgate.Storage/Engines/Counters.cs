namespace Leadgate.Storage.Engines;

/// <summary>
/// The numbers that a store counts, a row each of the table <c>counter</c>. Raising one locks its row until the transaction ends, so that
/// writers on several nodes take turns.
/// </summary>
internal static class Counters
{
    public const string ApiKey = "api_key";
    public const string Audit = "audit";

    /// <summary>The last audit entry that may be deleted, because its retention is over; a trigger guards the others.</summary>
    public const string AuditTrimmed = "audit_trimmed";

    /// <summary>
    /// When the last good backup began, in milliseconds since 1970: everything from before is in it. There is no row before the first.
    /// </summary>
    public const string BackedUp = "backed_up";

    /// <summary>
    /// Which node makes scheduled backups, and until when (<see cref="NodeLease"/>). There is no row before the first of them.
    /// </summary>
    public const string BackupLease = "backup_lease";

    /// <summary>The version of the built-in lists that the lists were last updated to.</summary>
    public const string BuiltInLists = "built_in_lists";

    /// <summary>
    /// 1 once a bulk on SQLite was dated earlier than one before it, because the clock had been set back. There is no row before.
    /// </summary>
    public const string ClockSetBack = "clock_set_back";

    /// <summary>Raised to see whether the store can be written: a full disk or a replica only shows then.</summary>
    public const string Health = "health";

    /// <summary>
    /// How often something was erased since the tables were rewritten: until then, its bytes may be on the disk. There is no row before the
    /// first time.
    /// </summary>
    public const string ErasedOnDisk = "erased_on_disk";

    /// <summary>The last bulk whose leads may have their errors as schema 10 stored them (docs/decisions/0027).</summary>
    public const string IssuesAsAnswered = "issues_as_answered";

    /// <summary>The id of the last import.</summary>
    public const string Import = "import";

    /// <summary>The id of the last correction of many leads.</summary>
    public const string LeadCorrection = "lead_correction";

    /// <summary>
    /// Raised by each transaction that corrects or erases leads. The follower locks it while it writes, so that it does not write what it
    /// read before a change (docs/decisions/0033).
    /// </summary>
    public const string LeadChange = "lead_change";

    /// <summary>The key of the hashes in the search index, in two numbers; there are no rows before the first lead is indexed.</summary>
    public const string SearchKey0 = "search_key_0";

    public const string SearchKey1 = "search_key_1";

    /// <summary>The version of the terms that the search index was last written with.</summary>
    public const string SearchVersion = "search_version";

    /// <summary>Which node follows, and until when (<see cref="NodeLease"/>).</summary>
    public const string Follower = "follower";

    public const string ListVersion = "list_version";

    /// <summary>
    /// A random number that tells this store from others in checkpoints of the audit trail. There is no row before the first checkpoint.
    /// </summary>
    public const string StoreId = "store_id";

    public const string SetSql = "update counter set value = @value where name = @name";

    /// <summary>The counters on SQLite that ids of bulks, leads and vehicles come from. PostgreSQL has sequences for them.</summary>
    public static readonly IReadOnlyList<string> Ids = ["bulk", "lead", "vehicle"];

    /// <summary>The counters that a store does not take over from the store that it is migrated from; all others are copied.</summary>
    public static readonly IReadOnlyList<string> NotMigrated =
    [
        BackedUp,
        BackupLease,
        ClockSetBack,
        ErasedOnDisk,
        Follower,
        Health,
        LeadChange,
        ListVersion,
        .. Ids,
    ];

    /// <summary>Raises a counter by one.</summary>
    public static Statement Raise(string name) =>
        new("update counter set value = value + 1 where name = @name returning value", ("@name", name));

    /// <summary>Raises a counter that has no row before the first time.</summary>
    public static Statement RaiseOrAdd(string name) =>
        new(
            "insert into counter (name, value) values (@name, 1) on conflict (name) do update set value = counter.value + 1",
            ("@name", name)
        );

    public static Statement Lower(string name, long by) =>
        new("update counter set value = value - @by where name = @name", ("@name", name), ("@by", by));

    public static Statement Set(string name, long value) => new(SetSql, ("@name", name), ("@value", value));

    /// <summary>Sets a counter that may have no row yet.</summary>
    public static Statement SetOrAdd(string name, long value) =>
        new(
            "insert into counter (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value",
            ("@name", name),
            ("@value", value)
        );

    /// <summary>Adds a counter unless there is one.</summary>
    public static Statement Add(string name, long value) =>
        new("insert into counter (name, value) values (@name, @value) on conflict (name) do nothing", ("@name", name), ("@value", value));

    /// <summary>Locks a counter, as raising it does.</summary>
    public static Statement Lock(string name) => new("update counter set value = value where name = @name", ("@name", name));

    public static Statement Read(string name) => new("select value from counter where name = @name", ("@name", name));

    public static Statement ReadAll { get; } = new("select name, value from counter");

    /// <exception cref="InvalidOperationException">There is no such counter.</exception>
    public static async Task<long> RaiseAsync(this StoreTransaction transaction, string name, CancellationToken cancellation) =>
        await transaction.FindAsync(Raise(name), row => (long?)row.GetInt64(0), cancellation).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"The database has no counter {name}. Restore a backup.");

    /// <summary>Locks a counter, as raising it does, and reads it.</summary>
    public static Task<long> LockCounterAsync(this StoreTransaction transaction, string name, CancellationToken cancellation) =>
        transaction.FindAsync(
            new Statement("update counter set value = value where name = @name returning value", ("@name", name)),
            row => row.GetInt64(0),
            cancellation
        );

    public static Task<long> ReadCounterAsync(this StoreSession session, string name, CancellationToken cancellation) =>
        session.FindAsync(Read(name), row => row.GetInt64(0), cancellation);
}
