using System.Data.Common;
using System.Globalization;
using System.Text;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>
/// Reads what the follower does next: changed leads and new bulks from the oldest on, and when there are none, bulks of before from the
/// newest on.
/// </summary>
/// <param name="session">A reader's connection.</param>
/// <param name="maxLeads">About how many leads to read at once.</param>
internal sealed class PortionReader(StoreSession session, int maxLeads)
{
    private const int MaxBulks = 500;
    private const int MaxChanged = 100;

    private const string FindBulks = """
        select p.kind, p.done, b.id, b.status, b.created_at, b.created_by, b.total_records, b.error_records
        from (select kind, bulk_id, done from search_pending where kind = @kind order by bulk_id {0} limit @limit) p
        join bulk b on b.id = p.bulk_id order by b.id {0}
        """;

    private const string FindChanged = """
        select p.bulk_id, p.lead_id, p.change, p.corrected_at, b.created_by
        from (
            select bulk_id, lead_id, change, corrected_at from search_pending where kind = 1 order by bulk_id, lead_id limit @limit
        ) p
        join bulk b on b.id = p.bulk_id order by p.bulk_id, p.lead_id
        """;

    private static readonly CompositeFormat BulksFormat = CompositeFormat.Parse(FindBulks);

    public async Task<PortionToWrite> ReadAsync(CancellationToken cancellation)
    {
        var change = await session.ReadCounterAsync(Counters.LeadChange, cancellation).ConfigureAwait(false);
        var changed = await session
            .QueryAsync(new Statement(FindChanged, ("@limit", Math.Min(maxLeads, MaxChanged))), ReadChanged, cancellation)
            .ConfigureAwait(false);
        var pending = await FindBulksAsync(PendingKind.NewBulk, "asc", cancellation).ConfigureAwait(false);
        foreach (var kind in (PendingKind[])[PendingKind.EarlierBulk, PendingKind.BulkAgain])
        {
            if (pending.Count == 0 && changed.Count == 0)
                pending = await FindBulksAsync(kind, "desc", cancellation).ConfigureAwait(false);
        }

        var (again, isCut) = await ReadChangedLeadsAsync(changed, cancellation).ConfigureAwait(false);
        if (isCut)
        {
            var last = again[^1];
            changed = [.. changed.TakeWhile(lead => (lead.BulkId, lead.LeadId).CompareTo((last.BulkId, last.LeadId)) <= 0)];
            pending = [];
        }

        var whole = TakeWhole(pending, maxLeads - changed.Count);
        if (whole.Count > 0)
        {
            var (leads, isTooLarge) = await ReadLeadsAsync(whole, cancellation).ConfigureAwait(false);
            if (!isTooLarge)
            {
                var read = changed.Count + whole.Sum(bulk => bulk.Bulk.TotalRecords);
                return new PortionToWrite(change, whole, null, changed, [.. again, .. leads], read);
            }
        }

        if (pending.Count == 0)
            return new PortionToWrite(change, [], null, changed, again, changed.Count);
        var (part, end) = await ReadPartAsync(pending[0], cancellation).ConfigureAwait(false);
        return end is { } lastOfPart
            ? new PortionToWrite(change, [], (pending[0], lastOfPart), changed, [.. again, .. part], changed.Count + part.Count)
            : new PortionToWrite(change, [pending[0]], null, changed, [.. again, .. part], changed.Count + part.Count);
    }

    private Task<List<PendingBulk>> FindBulksAsync(PendingKind kind, string direction, CancellationToken cancellation) =>
        session.QueryAsync(
            new Statement(
                string.Format(CultureInfo.InvariantCulture, BulksFormat, direction),
                ("@kind", (int)kind),
                ("@limit", Math.Min(maxLeads, MaxBulks))
            ),
            row => new PendingBulk(
                (PendingKind)row.GetInt32(0),
                row.GetInt64(1),
                new StoredBulk(
                    row.GetInt64(2),
                    (BulkStatus)row.GetInt32(3),
                    row.GetTimestamp(4),
                    row.GetString(5),
                    row.GetInt32(6),
                    row.GetInt32(7)
                )
            ),
            cancellation
        );

    private static PendingLead ReadChanged(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetTimestampOrNull(3), row.GetString(4));

    /// <summary>The first bulks that are read in one go; none if the first one is too large for that, or was begun.</summary>
    private static List<PendingBulk> TakeWhole(List<PendingBulk> pending, int most)
    {
        var leads = 0;
        return [.. pending.TakeWhile(bulk => bulk.Done == 0 && (leads += bulk.Bulk.TotalRecords) <= most)];
    }

    private async Task<(List<FollowedLead> Leads, bool IsCut)> ReadChangedLeadsAsync(
        List<PendingLead> changed,
        CancellationToken cancellation
    )
    {
        if (changed.Count == 0)
            return ([], false);
        var senders = changed.GroupBy(lead => lead.BulkId).ToDictionary(bulk => bulk.Key, bulk => bulk.First().Sender);
        var keys = string.Join(
            ", ",
            changed.Select(lead => string.Create(CultureInfo.InvariantCulture, $"({lead.BulkId}, {lead.LeadId})"))
        );
        return await ReadWithErrorsAsync(
                new Statement(WithErrors($"(bulk_id, id) in (values {keys})"), ("@limit", (long)changed.Count)),
                senders,
                cancellation
            )
            .ConfigureAwait(false);
    }

    private async Task<(List<FollowedLead> Leads, bool IsCut)> ReadLeadsAsync(List<PendingBulk> bulks, CancellationToken cancellation)
    {
        var senders = bulks.ToDictionary(bulk => bulk.Bulk.Id, bulk => bulk.Bulk.CreatedBy);
        var ids = string.Join(", ", senders.Keys.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        return await ReadWithErrorsAsync(
                new Statement(WithErrors($"bulk_id in ({ids})"), ("@limit", (long)maxLeads)),
                senders,
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>The next leads of one bulk, and the last of them; null if these are all.</summary>
    private async Task<(List<FollowedLead> Leads, long? Last)> ReadPartAsync(PendingBulk bulk, CancellationToken cancellation)
    {
        var statement = new Statement(
            WithErrors("bulk_id = @bulk and id > @done"),
            ("@bulk", bulk.Bulk.Id),
            ("@done", bulk.Done),
            ("@limit", (long)maxLeads)
        );
        var senders = new Dictionary<long, string> { [bulk.Bulk.Id] = bulk.Bulk.CreatedBy };
        var (leads, isCut) = await ReadWithErrorsAsync(statement, senders, cancellation).ConfigureAwait(false);
        return (leads, isCut || leads.Count == maxLeads ? leads[^1].LeadId : null);
    }

    /// <summary>Of an erased lead there is nothing to correct, but it is read, so that the last one is known.</summary>
    private static string WithErrors(string condition) =>
        $"""
            select bulk_id, id, source, sent, errors, erased_at from lead_with_errors where {condition}
            order by bulk_id, id limit @limit
            """;

    private async Task<(List<FollowedLead> Leads, bool IsCut)> ReadWithErrorsAsync(
        Statement statement,
        Dictionary<long, string> senders,
        CancellationToken cancellation
    ) =>
        await session
            .ReadAsync(
                statement,
                async (row, token) =>
                {
                    var (leads, bytes) = (new List<FollowedLead>(), 0L);
                    while (bytes < StoredLead.MaxReadBytes && await row.ReadAsync(token).ConfigureAwait(false))
                    {
                        var (sent, errors) = (row.GetString(3), row.GetString(4));
                        leads.Add(
                            new FollowedLead(
                                row.GetInt64(0),
                                row.GetInt64(1),
                                senders[row.GetInt64(0)],
                                row.GetInt32OrNull(2),
                                row.IsDBNull(5) ? ReadErrors(sent, errors) : []
                            )
                        );
                        bytes += sent.Length + errors.Length;
                    }

                    return (leads, bytes >= StoredLead.MaxReadBytes);
                },
                cancellation
            )
            .ConfigureAwait(false);

    private static IReadOnlyList<OpenError> ReadErrors(string sent, string errors) =>
        OpenError.From(StoredIssueReader.Read(Encoding.UTF8.GetBytes(errors), Encoding.UTF8.GetBytes(sent), catalog: null));
}
