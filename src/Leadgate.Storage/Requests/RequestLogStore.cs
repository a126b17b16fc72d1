using System.Data.Common;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Requests;

/// <summary>The last requests of each API key, and their counts by the hour.</summary>
internal sealed class RequestLogStore(IStoreEngine engine)
{
    /// <summary>The most rows that one transaction writes or deletes, so that bulks never wait long for it.</summary>
    public const int Portion = 250;

    private const string Insert = """
        insert into request_log (key_id, at, method, route, status, problem, trace_id, body_bytes, duration_ms, leads, leads_with_errors)
        values (@key, @at, @method, @route, @status, @problem, @trace, @bytes, @duration, @leads, @errors)
        """;

    private const string AddHour = """
        insert into request_hour (key_id, hour_at, requests, rejected, failed, leads, leads_with_errors)
        values (@key, @hour, @requests, @rejected, @failed, @leads, @errors)
        on conflict (key_id, hour_at) do update set
            requests = request_hour.requests + excluded.requests, rejected = request_hour.rejected + excluded.rejected,
            failed = request_hour.failed + excluded.failed, leads = request_hour.leads + excluded.leads,
            leads_with_errors = request_hour.leads_with_errors + excluded.leads_with_errors
        """;

    private const string Columns =
        "id, key_id, at, method, route, status, problem, trace_id, body_bytes, duration_ms, leads, leads_with_errors";

    private const string SelectLast = $"""
        select {Columns} from request_log where key_id = @key and id < @before order by id desc limit @limit
        """;

    private const string SelectHours = """
        select key_id, hour_at, requests, rejected, failed, leads, leads_with_errors from request_hour
        where key_id = @key and hour_at >= @since order by hour_at
        """;

    private const string SelectSums = """
        select key_id, min(hour_at), cast(sum(requests) as bigint), cast(sum(rejected) as bigint), cast(sum(failed) as bigint),
            cast(sum(leads) as bigint), cast(sum(leads_with_errors) as bigint)
        from request_hour where hour_at >= @since group by key_id order by key_id
        """;

    /// <summary>The first request of a key beyond those that are kept; ids of a key follow its requests.</summary>
    private const string FindExcess = """
        select id from request_log where key_id = @key order by id desc limit 1 offset @rows
        """;

    private const string DeleteExcess = """
        delete from request_log where id in (select id from request_log where key_id = @key and id <= @last order by id limit @limit)
        """;

    /// <summary>By id, in which order they are stored, so that a clock that was wrong keeps none of them for ever.</summary>
    private const string DeleteOld = """
        delete from request_log where id in (select id from request_log order by id limit @limit) and at < @before
        """;

    private const string DeleteOldHours = "delete from request_hour where hour_at < @before";

    /// <summary>Stores requests and counts. Those of before a failure of the database may be lost.</summary>
    public async Task WriteAsync(
        IReadOnlyList<LoggedRequest> requests,
        IReadOnlyCollection<RequestHour> hours,
        CancellationToken cancellation
    )
    {
        // In one order on every node, so that two nodes that count the same keys never deadlock.
        await ExecuteAsync(hours.OrderBy(hour => (hour.KeyId, hour.Hour)).Select(Add), cancellation).ConfigureAwait(false);
        await ExecuteAsync(requests.Select(ToInsert), cancellation).ConfigureAwait(false);
    }

    /// <summary>The last requests of a key, newest first.</summary>
    /// <param name="keyId">The key; 0 for requests without a known one.</param>
    /// <param name="before">Only those before this one; null for the newest.</param>
    public async Task<IReadOnlyList<LoggedRequest>> ReadLastAsync(long keyId, long? before, int limit, CancellationToken cancellation) =>
        await engine
            .ReadAsync(
                (session, token) =>
                    session.QueryAsync(
                        new Statement(SelectLast, ("@key", keyId), ("@before", before ?? long.MaxValue), ("@limit", limit)),
                        ReadRequest,
                        token
                    ),
                cancellation
            )
            .ConfigureAwait(false);

    /// <summary>The hours of a key in which it sent requests, oldest first.</summary>
    /// <param name="since">The first hour, UTC.</param>
    public async Task<IReadOnlyList<RequestHour>> ReadHoursAsync(long keyId, DateTime since, CancellationToken cancellation) =>
        await engine
            .ReadAsync(
                (session, token) => session.QueryAsync(new Statement(SelectHours, ("@key", keyId), ("@since", since)), ReadHour, token),
                cancellation
            )
            .ConfigureAwait(false);

    /// <summary>The sums of each key since an hour, with the first hour in which it sent requests.</summary>
    public async Task<IReadOnlyList<RequestHour>> ReadSumsAsync(DateTime since, CancellationToken cancellation) =>
        await engine
            .ReadAsync((session, token) => session.QueryAsync(new Statement(SelectSums, ("@since", since)), ReadHour, token), cancellation)
            .ConfigureAwait(false);

    /// <summary>Deletes what is older than it is kept, and the oldest of keys that have more requests than are kept.</summary>
    /// <param name="before">What is from before this time, UTC, is deleted.</param>
    /// <param name="rows">The most requests to keep of each key.</param>
    /// <param name="keys">The keys that may have more.</param>
    /// <returns>How many requests were deleted.</returns>
    public async Task<long> TrimAsync(DateTime before, int rows, IReadOnlyCollection<long> keys, CancellationToken cancellation)
    {
        long deleted = await DeleteAsync(new Statement(DeleteOld, ("@before", before), ("@limit", Portion)), cancellation)
            .ConfigureAwait(false);
        foreach (var key in keys)
        {
            var last = await engine
                .ReadAsync(
                    (session, token) =>
                        session.FindAsync(new Statement(FindExcess, ("@key", key), ("@rows", rows)), row => row.GetInt64(0), token),
                    cancellation
                )
                .ConfigureAwait(false);
            if (last > 0)
            {
                var delete = new Statement(DeleteExcess, ("@key", key), ("@last", last), ("@limit", Portion));
                deleted += await DeleteAsync(delete, cancellation).ConfigureAwait(false);
            }
        }

        await engine.ExecuteAsync([new Statement(DeleteOldHours, ("@before", before))], cancellation).ConfigureAwait(false);
        return deleted;
    }

    /// <summary>Deletes in portions until a portion is not full.</summary>
    private async Task<long> DeleteAsync(Statement portion, CancellationToken cancellation)
    {
        long deleted = 0;
        int count;
        do
        {
            count = await engine
                .WriteAsync((transaction, token) => transaction.ExecuteAsync(portion, token), cancellation)
                .ConfigureAwait(false);
            deleted += count;
        } while (count == Portion);
        return deleted;
    }

    private async Task ExecuteAsync(IEnumerable<Statement> statements, CancellationToken cancellation)
    {
        foreach (var portion in statements.Chunk(Portion))
            await engine.ExecuteAsync(portion, cancellation).ConfigureAwait(false);
    }

    private static Statement Add(RequestHour hour) =>
        new(
            AddHour,
            ("@key", hour.KeyId),
            ("@hour", hour.Hour),
            ("@requests", hour.Requests),
            ("@rejected", hour.Rejected),
            ("@failed", hour.Failed),
            ("@leads", hour.Leads),
            ("@errors", hour.LeadsWithErrors)
        );

    private static Statement ToInsert(LoggedRequest request) =>
        new(
            Insert,
            ("@key", request.KeyId),
            ("@at", request.At),
            ("@method", request.Method),
            ("@route", request.Route),
            ("@status", request.Status),
            ("@problem", request.Problem),
            ("@trace", request.TraceId),
            ("@bytes", new SqlValue(SqlType.BigInt, request.BodyBytes)),
            ("@duration", request.DurationMilliseconds),
            ("@leads", request.Leads),
            ("@errors", request.LeadsWithErrors)
        );

    private static LoggedRequest ReadRequest(DbDataReader row) =>
        new(row.GetInt64(1), row.GetTimestamp(2), row.GetString(3), row.GetString(4), row.GetInt32(5))
        {
            Id = row.GetInt64(0),
            Problem = row.GetStringOrNull(6),
            TraceId = row.GetString(7),
            BodyBytes = row.IsDBNull(8) ? null : row.GetInt64(8),
            DurationMilliseconds = row.GetInt32(9),
            Leads = row.GetInt32OrNull(10),
            LeadsWithErrors = row.GetInt32OrNull(11),
        };

    private static RequestHour ReadHour(DbDataReader row) =>
        new(row.GetInt64(0), row.GetTimestamp(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
}
