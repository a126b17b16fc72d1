using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Tells the warnings that put a commit in doubt from all others. A server that stops waiting for its synchronous replica commits and says
/// so in a warning (PostgreSQL manual, synchronous_commit), and so does Citus when a worker did not confirm its part.
/// </summary>
/// <param name="report">Gets the text of each warning that changes nothing, once.</param>
internal sealed class CommitWarnings(Action<string> report)
{
    /// <summary>The texts of a server are few; parameters in them (a port, say) must not fill the memory.</summary>
    private const int MaxReported = 100;

    /// <summary>
    /// Connection failures, an invalid transaction state (there was no transaction to commit), rollbacks of an unknown outcome, and
    /// interventions of an operator (PostgreSQL manual, appendix A).
    /// </summary>
    private static readonly string[] Classes = ["08", "25", "40", "57"];

    /// <summary>The functions of the server that such warnings come from. Their texts may be translated.</summary>
    private static readonly string[] Routines =
    [
        "SyncRepWaitForLSN",
        "FinishRemoteTransactionCommit",
        "WarnAboutLeakedPreparedTransaction",
    ];

    /// <summary>For servers that do not say which function it was.</summary>
    private static readonly string[] Texts =
    [
        "canceling wait for synchronous replication",
        "canceling the wait for synchronous replication",
        "failed to commit transaction",
        "failed to commit critical transaction",
        "failed to roll forward prepared transaction",
    ];

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Runs the last part of a transaction and its commit.</summary>
    /// <param name="connection">The connection, which is in a transaction.</param>
    /// <param name="write">The exchanges before the one that commits.</param>
    /// <param name="commit">The exchange that commits. If it is cancelled, the server may carry it out all the same.</param>
    /// <exception cref="CommitInDoubtException">It is not known whether the transaction was committed.</exception>
    public async Task RunAsync(NpgsqlConnection connection, Func<Task> write, Func<Task> commit)
    {
        var isCommitting = false;
        PostgresNotice? doubt = null;
        void Receive(object sender, NpgsqlNoticeEventArgs e)
        {
            if (e.Notice.InvariantSeverity != "WARNING")
                return;
            if (IsDoubt(e.Notice))
                doubt = e.Notice;
            else
                Report(e.Notice.MessageText);
        }

        connection.Notice += Receive;
        try
        {
            await write().ConfigureAwait(false);
            isCommitting = true;
            await commit().ConfigureAwait(false);
        }
        catch (Exception e) when (isCommitting && PostgresFailures.IsRolledBack(e) && doubt is not null)
        {
            // Citus commits on one worker after the other: after a part that may be committed comes the error of the next.
            throw InDoubt(doubt);
        }
        catch (Exception e) when (isCommitting && !PostgresFailures.IsRolledBack(e))
        {
            throw new CommitInDoubtException(PostgresFailures.Describe(e), e);
        }
        finally
        {
            connection.Notice -= Receive;
        }

        if (doubt is not null)
            throw InDoubt(doubt);
    }

    private static CommitInDoubtException InDoubt(PostgresNotice doubt) =>
        new($"the commit ended with the warning \"{doubt.MessageText}\".");

    private static bool IsDoubt(PostgresNotice notice) =>
        Classes.Contains(notice.SqlState[..2])
        || Routines.Contains(notice.Routine)
        || Texts.Any(text => notice.MessageText.StartsWith(text, StringComparison.Ordinal));

    private void Report(string text)
    {
        lock (_reported)
        {
            if (_reported.Count >= MaxReported || !_reported.Add(text))
                return;
        }

        report(text);
    }
}
