using System.Data.Common;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>
/// Converts errors and warnings that schema 10 stored as they were answered (docs/decisions/0027), from the newest bulk to the oldest, in
/// transactions that no bulk waits long for. A counter holds how far it is, so that it continues after a restart.
/// </summary>
internal sealed class IssueConversionStore(IStoreEngine engine)
{
    /// <summary>The most leads that are read or written at once, so that neither memory nor a transaction grows.</summary>
    private const int MaxLeads = 100;

    /// <summary>A portion ends with the lead that brings it to this size; a lead can have megabytes.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The most bulks of a portion that has nothing to convert.</summary>
    private const int MaxBulks = 1000;

    private const string LeadsWithErrors = """
        select l.bulk_id, l.id, l.errors, l.warnings, l.sent, b.created_at
        from lead_with_errors l join bulk b on b.id = l.bulk_id
        where (l.bulk_id, l.id) < (@before_bulk, @before_lead) and (l.bulk_id, l.id) >= (@end_bulk, @end_lead)
        """;

    private const string Warnings = """
        select bulk_id, id, warnings from lead
        where (bulk_id, id) < (@before_bulk, @before_lead) and (bulk_id, id) >= (@end_bulk, @end_lead) and warnings is not null
        """;

    private static readonly string SizesOfLeadsWithErrors = Sizes(
        "lead_with_errors",
        "length(cast(sent as text)) + length(cast(errors as text)) + coalesce(length(cast(warnings as text)), 0)",
        "true"
    );

    private static readonly string SizesOfWarnings = Sizes("lead", "length(cast(warnings as text))", "warnings is not null");

    /// <summary>Not a lead whose errors changed since they were read: it may have been erased.</summary>
    private const string UpdateLeadWithErrors = """
        update lead_with_errors set errors = @errors, warnings = @warnings
        where bulk_id = @bulk and id = @id and cast(errors as text) = @before
        """;

    private const string UpdateWarnings = """
        update lead set warnings = @warnings where bulk_id = @bulk and id = @id and cast(warnings as text) = @before
        """;

    private const string FindFirst = """
        select coalesce(min(id), 0) from (select id from bulk where id <= @last order by id desc limit @limit) as bulks
        """;

    private const string SetLast = "update counter set value = @value where name = @name and value > @value";

    /// <summary>Whether there is something left to convert.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellation) =>
        await engine
            .ReadAsync((session, token) => session.ReadCounterAsync(Counters.IssuesAsAnswered, token), cancellation)
            .ConfigureAwait(false) > 0;

    /// <summary>Converts the next leads. A lead that cannot be read stays as it is.</summary>
    /// <param name="check">Checks what was sent at a time with today's lists.</param>
    /// <param name="pauseAsync">Awaited after each transaction with the number of leads that it converted.</param>
    /// <returns>Whether more are left.</returns>
    public async Task<bool> ConvertNextAsync(
        Func<ReadOnlyMemory<byte>, DateTime, Lead> check,
        Func<int, Task> pauseAsync,
        CancellationToken cancellation
    )
    {
        var (last, first) = await engine.ReadAsync(FindBulksAsync, cancellation).ConfigureAwait(false);
        if (last == 0)
            return false;
        await ConvertAsync(SizesOfLeadsWithErrors, LeadsWithErrors, row => ConvertLeadWithErrors(row, check)).ConfigureAwait(false);
        await ConvertAsync(SizesOfWarnings, Warnings, ConvertWarnings).ConfigureAwait(false);
        var done = new Statement(SetLast, ("@name", Counters.IssuesAsAnswered), ("@value", first));
        await engine.WriteAsync((transaction, token) => transaction.ExecuteAsync(done, token), cancellation).ConfigureAwait(false);
        await pauseAsync(0).ConfigureAwait(false);
        return first > 0;

        async Task ConvertAsync(string sizes, string rows, Func<DbDataReader, Statement?> convert)
        {
            for (
                var before = new LeadCursor(last + 1, 0);
                await FindEndAsync(sizes, first, before).ConfigureAwait(false) is { } end;
                before = end
            )
            {
                var find = new Statement(
                    rows,
                    ("@before_bulk", before.BulkId),
                    ("@before_lead", before.LeadId),
                    ("@end_bulk", end.BulkId),
                    ("@end_lead", end.LeadId)
                );
                var converted = await engine
                    .ReadAsync((session, token) => session.QueryAsync(find, convert, token), cancellation)
                    .ConfigureAwait(false);
                List<Statement> updates = [.. converted.OfType<Statement>()];
                if (updates.Count == 0)
                    continue;
                await engine
                    .WriteAsync((transaction, token) => transaction.ExecuteAsync(updates, token), cancellation)
                    .ConfigureAwait(false);
                await pauseAsync(updates.Count).ConfigureAwait(false);
            }
        }

        Task<LeadCursor?> FindEndAsync(string sizes, long after, LeadCursor before)
        {
            var find = new Statement(
                sizes,
                ("@first", after),
                ("@before_bulk", before.BulkId),
                ("@before_lead", before.LeadId),
                ("@limit", MaxLeads)
            );
            return engine.ReadAsync((session, token) => session.ReadAsync(find, ReadEndAsync, token), cancellation);
        }
    }

    /// <summary>The bulks of the next portion: up to <c>Last</c>, after <c>First</c>.</summary>
    private static async Task<(long Last, long First)> FindBulksAsync(StoreSession session, CancellationToken cancellation)
    {
        var last = await session.ReadCounterAsync(Counters.IssuesAsAnswered, cancellation).ConfigureAwait(false);
        var oldest = await session
            .FindAsync(new Statement(FindFirst, ("@last", last), ("@limit", MaxBulks)), row => row.GetInt64(0), cancellation)
            .ConfigureAwait(false);
        return (last, Math.Max(0, oldest - 1));
    }

    /// <summary>The last lead of a portion; null if there are no more.</summary>
    private static async Task<LeadCursor?> ReadEndAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var (end, size) = ((LeadCursor?)null, 0L);
        while (size < MaxBytes && await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            end = new LeadCursor(rows.GetInt64(0), rows.GetInt64(1));
            size += rows.GetInt64(2);
        }

        return end;
    }

    private static string Sizes(string table, string size, string condition) =>
        $"""
            select bulk_id, id, cast({size} as bigint) from {table}
            where bulk_id > @first and (bulk_id, id) < (@before_bulk, @before_lead) and {condition}
            order by bulk_id desc, id desc limit @limit
            """;

    private static Statement? ConvertLeadWithErrors(DbDataReader row, Func<ReadOnlyMemory<byte>, DateTime, Lead> check)
    {
        var (text, warnings) = (row.GetString(2), ReadJson(row, 3));
        var errors = Encoding.UTF8.GetBytes(text);
        if (!IssueConversion.IsNeeded(errors) && !IssueConversion.IsNeeded(warnings.Span))
            return null;
        try
        {
            var today = check(ReadJson(row, 4), row.GetTimestamp(5));
            return new Statement(
                UpdateLeadWithErrors,
                ("@bulk", row.GetInt64(0)),
                ("@id", row.GetInt64(1)),
                ("@before", text),
                ("@errors", new JsonValue(ConvertIfNeeded(errors, today.Errors, today.SentJson))),
                ("@warnings", JsonValue.ToParameter(ConvertIfNeeded(warnings, today.Warnings, today.SentJson)))
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Statement? ConvertWarnings(DbDataReader row)
    {
        var text = row.GetString(2);
        var warnings = Encoding.UTF8.GetBytes(text);
        if (!IssueConversion.IsNeeded(warnings))
            return null;
        try
        {
            return new Statement(
                UpdateWarnings,
                ("@bulk", row.GetInt64(0)),
                ("@id", row.GetInt64(1)),
                ("@before", text),
                ("@warnings", JsonValue.ToParameter(IssueConversion.ConvertWarnings(warnings)))
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> ConvertIfNeeded(
        ReadOnlyMemory<byte> stored,
        IReadOnlyList<Issue> today,
        ReadOnlyMemory<byte> sent
    ) => IssueConversion.IsNeeded(stored.Span) ? IssueConversion.Convert(stored, today, sent) : stored;

    private static ReadOnlyMemory<byte> ReadJson(DbDataReader row, int column) =>
        row.IsDBNull(column) ? default : Encoding.UTF8.GetBytes(row.GetString(column)).AsMemory();
}
