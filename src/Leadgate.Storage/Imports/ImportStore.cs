using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Work;

namespace Leadgate.Storage.Imports;

/// <summary>Imports (promise 12.2). When a node is killed, another one goes on after the last portion that was saved.</summary>
internal sealed class ImportStore(IStoreEngine engine)
    : WorkStore<StoredImport>(engine, "import", Columns, isShown: "status <> 'receiving'", isOpen: "file_deleted_at is null", Read)
{
    private const string Columns =
        "id, status, sender, requested_by, actor, came_from, sees_all, name, choices, description, findings, problem, sha256, bytes, rows, "
        + "valid, with_errors, skipped, requested_at, started_at, ended_at, file_deleted_at";

    private const string Insert = """
        insert into import (id, status, sender, requested_by, actor, came_from, sees_all, name, choices, bytes, valid, with_errors, skipped,
            processed, requested_at)
        values (@id, 'receiving', @sender, @by, @actor, @from, @all, @name, '{}', 0, 0, 0, 0, 0, @at)
        """;

    private const string FindSame = """
        select id from import where sha256 = @sha and sender = @sender and id < @before and status <> 'receiving' order by id desc limit 1
        """;

    /// <summary>What a node can do something for: the file of an import that has ended is still to be deleted.</summary>
    private const string SelectPending = $"""
        select {Columns} from import where status in ('checking', 'running') or (file_deleted_at is null and ended_at is not null)
        order by id limit @limit
        """;

    private const string FinishUpload = """
        update import set status = 'ready', choices = @choices, description = @description, rows = @rows, sha256 = @sha, bytes = @bytes
        where id = @id and status = 'receiving'
        """;

    private const string ChangeChoices = """
        update import set status = 'ready', choices = @choices, description = @description, rows = @rows, findings = null, valid = 0,
            with_errors = 0, skipped = 0, processed = 0
        where id = @id and status in ('ready', 'checked') and choices = @before
        """;

    private const string Begin = """
        update import set status = @status, started_at = @at, valid = 0, with_errors = 0, skipped = 0, processed = 0, findings = null
        where id = @id and status in ('ready', 'checked')
        """;

    private const string SelectOwner = "select owner from import where id = @id and owner is not null and owned_until >= @now";

    private const string SaveCount =
        "update import set rows = @rows, description = @description where id = @id and owner = @owner and status = @status";

    private const string SaveCheckedRows = """
        update import set valid = @valid, with_errors = @errors, skipped = @skipped, processed = @processed
        where id = @id and owner = @owner and status = 'checking'
        """;

    private const string EndCheckSql = """
        update import set status = 'checked', valid = @valid, with_errors = @errors, skipped = @skipped, processed = @processed,
            findings = @findings, owner = null, owned_until = null
        where id = @id and owner = @owner and status = 'checking'
        """;

    /// <summary>Also of an import that was cancelled meanwhile: what is stored is counted.</summary>
    private const string InsertPortion = """
        insert into import_bulk (import_id, first_row, bulk_id, rows, valid, with_errors, skipped, left_over)
        select id, @first, @bulk, @rows, @valid, @errors, @skipped, @left from import
        where id = @id and owner = @owner and status in ('running', 'cancelled', 'failed') and file_deleted_at is null
        on conflict (import_id, first_row) do nothing
        """;

    private const string AddPortion = """
        update import set valid = valid + @valid, with_errors = with_errors + @errors, skipped = skipped + @skipped,
            processed = processed + @rows
        where id = @id
        """;

    private const string EndSql = """
        update import set status = @status, ended_at = @at, problem = @problem, findings = null
        where id = @id and ended_at is null and status <> 'receiving' and (@owner is null or owner = @owner)
        """;

    private const string FileDeleted = """
        update import set file_deleted_at = @at, choices = @choices, owner = null, owned_until = null,
            description = case when description is null then null else @description end
        where id = @id and file_deleted_at is null and ended_at is not null
        """;

    private const string SelectPortions = """
        select first_row, bulk_id, valid, with_errors, skipped, left_over from import_bulk
        where import_id = @id and first_row > @after order by first_row limit @limit
        """;

    private const string FindOld = """
        select id, status from import
        where ended_at is null and ((status = 'receiving' and requested_at < @stale) or requested_at < @before) order by id limit 100
        """;

    /// <summary>
    /// Whose the idempotency keys of an import's portions are. It begins with a space, which the name of an API key does not.
    /// </summary>
    public static string GetKeyScope(long id) => string.Create(CultureInfo.InvariantCulture, $" import:{id}");

    /// <summary>Begins an import whose file arrives. It is seen by nobody before <see cref="FinishUploadAsync"/>.</summary>
    /// <returns>Its id.</returns>
    public Task<long> AddAsync(NewImport import, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                var id = await transaction.RaiseAsync(Counters.Import, token).ConfigureAwait(false);
                await transaction
                    .ExecuteAsync(
                        new Statement(
                            Insert,
                            ("@id", id),
                            ("@sender", import.Sender),
                            ("@by", import.RequestedBy),
                            ("@actor", import.Actor),
                            ("@from", import.CameFrom),
                            ("@all", import.SeesAll),
                            ("@name", import.Name),
                            ("@at", transaction.Now)
                        ),
                        token
                    )
                    .ConfigureAwait(false);
                return id;
            },
            cancellation
        );

    /// <summary>The file has arrived and can be imported.</summary>
    public Task FinishUploadAsync(
        long id,
        ReceivedFile file,
        string sha256,
        long bytes,
        AuditEvent audit,
        CancellationToken cancellation
    ) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                var finish = new Statement(FinishUpload, [.. CreateParameters(id, file), ("@sha", sha256), ("@bytes", bytes)]);
                var changed = await transaction.ExecuteAsync(finish, token).ConfigureAwait(false);
                await AuditStore.AppendAsync(transaction, audit, token).ConfigureAwait(false);
                return changed;
            },
            cancellation
        );

    /// <summary>An earlier import of the same bytes from the same sender, or null.</summary>
    public Task<long?> FindSameAsync(StoredImport import, CancellationToken cancellation) =>
        Engine.ReadAsync(
            (session, token) =>
                session.FindAsync(
                    new Statement(FindSame, ("@sha", import.Sha256), ("@sender", import.Sender), ("@before", import.Id)),
                    row => (long?)row.GetInt64(0),
                    token
                ),
            cancellation
        );

    /// <summary>The imports that a node can do something for, the oldest first.</summary>
    public Task<List<StoredImport>> ReadPendingAsync(int limit, CancellationToken cancellation) =>
        Engine.ReadAsync(
            (session, token) => session.QueryAsync(new Statement(SelectPending, ("@limit", limit)), Read, token),
            cancellation
        );

    /// <summary>Chooses other columns for an import that does not run.</summary>
    /// <param name="before">The choices that were read; others may have changed them meanwhile.</param>
    /// <param name="forgetsEdits">Whether the cells that were corrected are forgotten: they were those of other rows.</param>
    /// <param name="audit">An audit entry, or null.</param>
    /// <returns>Whether it was changed.</returns>
    public Task<bool> ChangeAsync(
        long id,
        ReceivedFile file,
        string before,
        bool forgetsEdits,
        AuditEvent? audit,
        CancellationToken cancellation
    ) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                var change = new Statement(ChangeChoices, [.. CreateParameters(id, file), ("@before", before)]);
                if (await transaction.ExecuteAsync(change, token).ConfigureAwait(false) == 0)
                    return false;
                if (forgetsEdits)
                    await transaction.ExecuteAsync(ImportEditStore.CreateErasure(id), token).ConfigureAwait(false);
                if (audit is not null)
                    await AuditStore.AppendAsync(transaction, audit, token).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    /// <summary>Starts to check or to store the rows, with an audit entry.</summary>
    /// <param name="status"><see cref="ImportStatus.Checking"/> or <see cref="ImportStatus.Running"/>.</param>
    /// <returns>False if the import is not ready any more.</returns>
    public Task<bool> BeginAsync(long id, string status, AuditEvent audit, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                var begin = new Statement(Begin, ("@id", id), ("@status", status), ("@at", transaction.Now));
                if (await transaction.ExecuteAsync(begin, token).ConfigureAwait(false) == 0)
                    return false;
                await AuditStore.AppendAsync(transaction, audit, token).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    /// <summary>Whether a node works on it, or has for a moment not said that it does not.</summary>
    public async Task<bool> IsOwnedAsync(long id, DateTime now, CancellationToken cancellation) =>
        await Engine
            .ReadAsync(
                (session, token) =>
                    session.FindAsync(new Statement(SelectOwner, ("@id", id), ("@now", now)), row => row.GetString(0), token),
                cancellation
            )
            .ConfigureAwait(false)
            is not null;

    /// <summary>Saves how many rows the file has, and what is understood of it by then, as JSON.</summary>
    /// <returns>False if the import has ended or another node has it.</returns>
    public Task<bool> SaveRowsAsync(StoredImport import, long rows, string description, string owner, CancellationToken cancellation) =>
        TryAsync(
            new Statement(
                SaveCount,
                ("@id", import.Id),
                ("@rows", rows),
                ("@description", description),
                ("@owner", owner),
                ("@status", import.Status)
            ),
            cancellation
        );

    /// <summary>Saves how far a check is.</summary>
    /// <returns>False if the import has ended or another node has it.</returns>
    public Task<bool> SaveCheckAsync(long id, ImportCounts counts, string owner, CancellationToken cancellation) =>
        TryAsync(new Statement(SaveCheckedRows, [("@id", id), ("@owner", owner), .. CreateParameters(counts)]), cancellation);

    /// <summary>Ends a check.</summary>
    /// <param name="findings">The errors, as JSON.</param>
    /// <returns>False if the import has ended or another node has it.</returns>
    public Task<bool> EndCheckAsync(long id, ImportCounts counts, string findings, string owner, CancellationToken cancellation) =>
        TryAsync(
            new Statement(EndCheckSql, [("@id", id), ("@owner", owner), ("@findings", findings), .. CreateParameters(counts)]),
            cancellation
        );

    /// <summary>Saves portions whose leads are stored. One that was saved before is not counted again.</summary>
    /// <returns>False if another node has the import.</returns>
    public Task<bool> SavePortionsAsync(long id, IReadOnlyList<ImportPortion> portions, string owner, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                foreach (var portion in portions)
                {
                    (string, SqlValue)[] counts =
                    [
                        ("@id", id),
                        ("@rows", portion.Counts.Processed),
                        .. CreateParameters(portion.Counts)[..3],
                    ];
                    var insert = new Statement(
                        InsertPortion,
                        [
                            .. counts,
                            ("@owner", owner),
                            ("@first", portion.FirstRow),
                            ("@bulk", new SqlValue(SqlType.BigInt, portion.BulkId)),
                            ("@left", portion.LeftOver.Count == 0 ? null : string.Join(' ', portion.LeftOver)),
                        ]
                    );
                    if (await transaction.ExecuteAsync(insert, token).ConfigureAwait(false) == 0)
                        return false;
                    await transaction.ExecuteAsync(new Statement(AddPortion, counts), token).ConfigureAwait(false);
                }

                return true;
            },
            cancellation
        );

    /// <summary>Ends an import, with an audit entry. Its file is deleted afterwards.</summary>
    /// <param name="problem">Why it failed, as JSON, or null.</param>
    /// <param name="owner">The node that must have it; null for any.</param>
    /// <param name="audit">The audit entry of the import as it is then.</param>
    /// <returns>The import as it is then; null if it had ended before or another node has it.</returns>
    public Task<StoredImport?> EndAsync(
        long id,
        string status,
        string? problem,
        string? owner,
        Func<StoredImport, AuditEvent> audit,
        CancellationToken cancellation
    ) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                var end = new Statement(
                    EndSql,
                    ("@id", id),
                    ("@status", status),
                    ("@problem", problem),
                    ("@owner", owner),
                    ("@at", transaction.Now)
                );
                if (await transaction.ExecuteAsync(end, token).ConfigureAwait(false) == 0)
                    return null;
                var ended = await FindAsync(transaction, id, token).ConfigureAwait(false);
                await AuditStore.AppendAsync(transaction, audit(ended!), token).ConfigureAwait(false);
                return ended;
            },
            cancellation
        );

    /// <summary>The file of an import that has ended is deleted.</summary>
    /// <param name="choices">What was chosen, without values of its rows; as JSON.</param>
    /// <param name="description">What was understood of the file, without anything of its rows; as JSON, or null.</param>
    public Task MarkFileDeletedAsync(long id, string choices, string? description, CancellationToken cancellation) =>
        Engine.WriteAsync(
            (transaction, token) =>
                transaction.ExecuteAsync(
                    [
                        new Statement(
                            FileDeleted,
                            ("@id", id),
                            ("@choices", choices),
                            ("@description", description),
                            ("@at", transaction.Now)
                        ),
                        ImportEditStore.CreateErasure(id),
                    ],
                    token
                ),
            cancellation
        );

    /// <summary>The portions of an import in their order.</summary>
    /// <param name="after">Those after this row; -1 for the first.</param>
    public Task<List<ImportPortion>> ReadPortionsAsync(long id, long after, int limit, CancellationToken cancellation) =>
        Engine.ReadAsync(
            (session, token) =>
                session.QueryAsync(new Statement(SelectPortions, ("@id", id), ("@after", after), ("@limit", limit)), ReadPortion, token),
            cancellation
        );

    /// <summary>Imports whose file has been kept long enough, and those whose upload broke off.</summary>
    /// <param name="before">Files from before this time, UTC.</param>
    /// <param name="stale">Uploads that began before this time, UTC.</param>
    public Task<List<(long Id, bool IsComplete)>> FindOldAsync(DateTime before, DateTime stale, CancellationToken cancellation) =>
        Engine.ReadAsync(
            (session, token) =>
                session.QueryAsync(
                    new Statement(FindOld, ("@before", before), ("@stale", stale)),
                    row => (row.GetInt64(0), row.GetString(1) != ImportStatus.Receiving),
                    token
                ),
            cancellation
        );

    /// <summary>Erases what an import holds of the rows of its file.</summary>
    /// <param name="choices">What was chosen, without values of its rows; as JSON.</param>
    public static Statement CreateErasure(long id, string choices) =>
        new("update import set choices = @choices, description = null, findings = null where id = @id", ("@id", id), ("@choices", choices));

    /// <summary>Erases what an import of a data subject holds of its rows.</summary>
    /// <param name="choices">What was chosen, without values of its rows; as JSON.</param>
    public Task EraseAsync(long id, string choices, CancellationToken cancellation) =>
        Engine.WriteAsync(
            (transaction, token) =>
                transaction.ExecuteAsync(
                    [CreateErasure(id, choices), ImportEditStore.CreateErasure(id), Counters.RaiseOrAdd(Counters.ErasedOnDisk)],
                    token
                ),
            cancellation
        );

    private Task<bool> TryAsync(Statement statement, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) => await transaction.ExecuteAsync(statement, token).ConfigureAwait(false) > 0,
            cancellation
        );

    private static (string, SqlValue)[] CreateParameters(long id, ReceivedFile file) =>
        [("@id", id), ("@choices", file.Choices), ("@description", file.Description), ("@rows", new SqlValue(SqlType.BigInt, file.Rows))];

    private static (string, SqlValue)[] CreateParameters(ImportCounts counts) =>
        [("@valid", counts.Valid), ("@errors", counts.WithErrors), ("@skipped", counts.Skipped), ("@processed", counts.Processed)];

    private static ImportPortion ReadPortion(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.IsDBNull(1) ? null : row.GetInt64(1),
            new ImportCounts(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
            [.. (row.GetStringOrNull(5) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseId)]
        );

    private static long ParseId(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    private static StoredImport Read(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2))
        {
            RequestedBy = row.GetString(3),
            Actor = row.GetString(4),
            CameFrom = row.GetString(5),
            SeesAll = row.GetBoolean(6),
            Name = row.GetStringOrNull(7),
            Choices = row.GetString(8),
            Description = row.GetStringOrNull(9),
            Findings = row.GetStringOrNull(10),
            Problem = row.GetStringOrNull(11),
            Sha256 = row.GetStringOrNull(12),
            Bytes = row.GetInt64(13),
            Rows = row.IsDBNull(14) ? null : row.GetInt64(14),
            Counts = new ImportCounts(row.GetInt64(15), row.GetInt64(16), row.GetInt64(17)),
            RequestedAt = row.GetTimestamp(18),
            StartedAt = row.GetTimestampOrNull(19),
            EndedAt = row.GetTimestampOrNull(20),
            FileDeletedAt = row.GetTimestampOrNull(21),
        };
}
