using System.Data.Common;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Work;

namespace Leadgate.Storage.Corrections;

/// <summary>
/// Corrections of all leads that have one wrong value (promise 11.5), and which node works on which. A node owns one for a time and
/// prolongs that with each portion; when it is killed, another one goes on where the last portion ended.
/// </summary>
internal sealed class BulkCorrectionStore(IStoreEngine engine)
    : WorkStore<BulkCorrection>(engine, "lead_correction", Columns, isShown: "1 = 1", isOpen: "digest is not null", Read)
{
    private const string Columns =
        "id, status, field, value, replacement, sender, requested_by, actor, came_from, requested_at, ended_at, found, corrected, "
        + "with_errors, after_lead";

    private const string Insert = """
        insert into lead_correction (id, status, field, value, replacement, digest, sender, requested_by, actor, came_from, requested_at,
            found, corrected, with_errors, after_lead)
        values (@id, 'running', @field, @value, @replacement, @digest, @sender, @by, @actor, @from, @at, @found, 0, 0, 0)
        """;

    private const string FindByDigest = $"select {Columns} from lead_correction where digest = @digest";

    /// <summary>The digest is there as long as it runs, and its index is small.</summary>
    private const string SelectRunning = $"select {Columns} from lead_correction where digest is not null order by id limit @limit";

    private const string SaveProgress = """
        update lead_correction set corrected = @corrected, with_errors = @with_errors, after_lead = @after, owned_until = @until
        where id = @id and digest is not null and owner = @owner
        """;

    private const string EndSql = """
        update lead_correction set status = @status, ended_at = @at, corrected = @corrected, with_errors = @with_errors, value = null,
            replacement = null, digest = null, owner = null, owned_until = null
        where id = @id and digest is not null and owner = @owner
        """;

    /// <summary>What was made, also by a node that was killed before it could count it.</summary>
    private const string CountMade = """
        select sum(case when errors_after = 0 then 1 else 0 end), count(*) from lead_revision where through = @through
        """;

    /// <summary>Stores a correction with its audit entry, unless the same one runs already.</summary>
    /// <param name="audit">The audit entry of a correction with an id.</param>
    /// <returns>The correction, which may be that of an earlier request.</returns>
    public Task<BulkCorrection> AddAsync(NewBulkCorrection correction, Func<long, AuditEvent> audit, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                // The counter is raised first: its row is the lock that lets two requests for the same correction follow one another.
                var id = await transaction.RaiseAsync(Counters.LeadCorrection, token).ConfigureAwait(false);
                var find = new Statement(FindByDigest, ("@digest", correction.Digest));
                if (await transaction.FindAsync(find, Read, token).ConfigureAwait(false) is { } running)
                    return running;
                await transaction
                    .ExecuteAsync(
                        new Statement(
                            Insert,
                            ("@id", id),
                            ("@field", correction.Field),
                            ("@value", correction.Value),
                            ("@replacement", correction.Replacement),
                            ("@digest", correction.Digest),
                            ("@sender", correction.Sender),
                            ("@by", correction.RequestedBy),
                            ("@actor", correction.Actor),
                            ("@from", correction.CameFrom),
                            ("@at", transaction.Now),
                            ("@found", correction.Found)
                        ),
                        token
                    )
                    .ConfigureAwait(false);
                await AuditStore.AppendAsync(transaction, audit(id), token).ConfigureAwait(false);
                return (await transaction.FindAsync(find, Read, token).ConfigureAwait(false))!;
            },
            cancellation
        );

    /// <summary>Those that run, the oldest first.</summary>
    public Task<List<BulkCorrection>> ReadRunningAsync(int limit, CancellationToken cancellation) =>
        Engine.ReadAsync(
            (session, token) => session.QueryAsync(new Statement(SelectRunning, ("@limit", limit)), Read, token),
            cancellation
        );

    /// <summary>Saves what a portion has done, and prolongs the time of the node.</summary>
    /// <returns>False if it has ended or another node has it.</returns>
    public Task<bool> SaveAsync(BulkCorrection correction, string owner, DateTime until, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) =>
                await transaction
                    .ExecuteAsync(
                        new Statement(
                            SaveProgress,
                            ("@id", correction.Id),
                            ("@corrected", correction.Corrected),
                            ("@with_errors", correction.WithErrors),
                            ("@after", correction.AfterLead),
                            ("@owner", owner),
                            ("@until", until)
                        ),
                        token
                    )
                    .ConfigureAwait(false) > 0,
            cancellation
        );

    /// <summary>
    /// Ends a correction, with an audit entry. The values go: a wrong value may be a name or a number of a person. The leads are counted
    /// by their revisions, so that the counts are right also when a node was killed between a lead and its count.
    /// </summary>
    /// <param name="through">The word of the revisions that it has made.</param>
    /// <param name="audit">The audit entry of the correction as it is then.</param>
    /// <returns>The correction as it is then; null if it had ended or another node has it.</returns>
    public async Task<BulkCorrection?> EndAsync(
        BulkCorrection correction,
        string status,
        string through,
        string owner,
        Func<BulkCorrection, AuditEvent> audit,
        CancellationToken cancellation
    )
    {
        var count = new Statement(CountMade, ("@through", through)) { IsLong = true };
        var (corrected, all) = await Engine
            .ReadAsync(
                (session, token) => session.FindAsync(count, row => (row.IsDBNull(0) ? 0 : row.GetInt64(0), row.GetInt64(1)), token),
                cancellation
            )
            .ConfigureAwait(false);
        var ended = correction with
        {
            Status = status,
            Corrected = corrected,
            WithErrors = all - corrected,
            Value = null,
            Replacement = null,
        };
        return await Engine
            .WriteAsync(
                async (transaction, token) =>
                {
                    var end = new Statement(
                        EndSql,
                        ("@id", ended.Id),
                        ("@status", status),
                        ("@at", transaction.Now),
                        ("@corrected", ended.Corrected),
                        ("@with_errors", ended.WithErrors),
                        ("@owner", owner)
                    );
                    if (await transaction.ExecuteAsync(end, token).ConfigureAwait(false) == 0)
                        return null;
                    await AuditStore.AppendAsync(transaction, audit(ended), token).ConfigureAwait(false);
                    return ended with { EndedAt = transaction.Now };
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>Gives up the corrections that run and whose values name a data subject, and erases the values.</summary>
    /// <param name="isNamedIn">Whether a text names the data subject.</param>
    /// <returns>How many.</returns>
    public async Task<int> GiveUpNamedAsync(Func<string, bool> isNamedIn, CancellationToken cancellation)
    {
        var running = await ReadRunningAsync(int.MaxValue, cancellation).ConfigureAwait(false);
        List<Statement> erase =
        [
            .. running
                .Where(correction => isNamedIn(correction.Value ?? "") || isNamedIn(correction.Replacement ?? ""))
                .Select(correction => CreateErasure(correction.Id)),
        ];
        if (erase.Count == 0)
            return 0;
        return await Engine.WriteAsync((transaction, token) => transaction.ExecuteAsync(erase, token), cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives up a correction and erases its values.</summary>
    public static Statement CreateErasure(long id) =>
        new("update lead_correction set status = 'failed', value = null, replacement = null, digest = null where id = @id", ("@id", id));

    private static BulkCorrection Read(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetStringOrNull(5))
        {
            Value = row.GetStringOrNull(3),
            Replacement = row.GetStringOrNull(4),
            RequestedBy = row.GetString(6),
            Actor = row.GetString(7),
            CameFrom = row.GetString(8),
            RequestedAt = row.GetTimestamp(9),
            EndedAt = row.GetTimestampOrNull(10),
            Found = row.GetInt64(11),
            Corrected = row.GetInt64(12),
            WithErrors = row.GetInt64(13),
            AfterLead = row.GetInt64(14),
        };
}
