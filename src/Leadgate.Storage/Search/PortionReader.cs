using System.Data.Common;
using System.Globalization;
using System.Text;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;

namespace Leadgate.Storage.Search;

/// <summary>
/// Reads what the follower does next: changed leads and new bulks from the oldest on, and when there are none, bulks of before from the
/// newest on.
/// </summary>
/// <param name="session">A reader's connection.</param>
/// <param name="maxLeads">About how many leads to read at once.</param>
/// <param name="maxBulks">The most bulks to read at once.</param>
internal sealed class PortionReader(StoreSession session, int maxLeads, int maxBulks, SearchContext context, TermHash hash)
{
    private const int MaxChanged = 100;

    private const string FindBulks = """
        select p.kind, p.done, b.id, b.status, b.created_at, b.created_by, b.total_records, b.error_records
        from (select kind, bulk_id, done from search_pending where kind = @kind order by bulk_id {0} limit @limit) p
        join bulk b on b.id = p.bulk_id order by b.id {0}
        """;

    private const string FindNewest = "select max(bulk_id) from search_pending where kind = 0";

    private const string FindChanged = """
        select p.bulk_id, p.lead_id, p.change, p.corrected_at, b.created_at, b.created_by
        from (
            select bulk_id, lead_id, change, corrected_at from search_pending where kind = 1 order by bulk_id, lead_id limit @limit
        ) p
        join bulk b on b.id = p.bulk_id order by p.bulk_id, p.lead_id
        """;

    private static readonly CompositeFormat BulksFormat = CompositeFormat.Parse(FindBulks);

    private static readonly string ValidColumns = string.Join(
        ", ",
        LeadColumns
            .Lead.Where(column => !column.IsUnlistedText && SearchableLead.NameFields.Contains(column.Field))
            .Select(column => column.Name)
    );

    private readonly TermHasher _hasher = new(hash, context.Zone);

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

        var newest = await session
            .FindAsync(new Statement(FindNewest), row => row.IsDBNull(0) ? 0 : row.GetInt64(0), cancellation)
            .ConfigureAwait(false);
        var again = await ReadChangedLeadsAsync(changed, cancellation).ConfigureAwait(false);
        if (again.End is { } end)
        {
            changed = [.. changed.TakeWhile(lead => (lead.BulkId, lead.LeadId).CompareTo(end) <= 0)];
            pending = [];
        }

        var whole = TakeWhole(pending, maxLeads - changed.Count);
        if (whole.Count > 0)
        {
            var leads = await ReadLeadsAsync(whole, cancellation).ConfigureAwait(false);
            if (leads.End is null)
            {
                var read = changed.Count + whole.Sum(bulk => bulk.Bulk.TotalRecords);
                return new PortionToWrite(change, whole, null, changed, [.. again.Leads, .. leads.Leads], read) { NewestBulk = newest };
            }
        }

        if (pending.Count == 0)
            return new PortionToWrite(change, [], null, changed, again.Leads, changed.Count) { NewestBulk = newest };
        var part = await ReadPartAsync(pending[0], cancellation).ConfigureAwait(false);
        List<FollowedLead> all = [.. again.Leads, .. part.Leads];
        return part.End is { } lastOfPart
            ? new PortionToWrite(change, [], (pending[0], lastOfPart.LeadId), changed, all, changed.Count + part.Leads.Count)
            {
                NewestBulk = newest,
            }
            : new PortionToWrite(change, [pending[0]], null, changed, all, changed.Count + part.Leads.Count) { NewestBulk = newest };
    }

    private Task<List<PendingBulk>> FindBulksAsync(PendingKind kind, string direction, CancellationToken cancellation) =>
        session.QueryAsync(
            new Statement(
                string.Format(CultureInfo.InvariantCulture, BulksFormat, direction),
                ("@kind", (int)kind),
                ("@limit", Math.Min(maxLeads, maxBulks))
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
        new(
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetTimestampOrNull(3),
            new BulkOrigin(row.GetInt64(0), row.GetTimestamp(4), row.GetString(5))
        );

    /// <summary>The first bulks that are read in one go; none if the first one is too large for that, or was begun.</summary>
    private static List<PendingBulk> TakeWhole(List<PendingBulk> pending, int most)
    {
        var leads = 0;
        return [.. pending.TakeWhile(bulk => bulk.Done == 0 && (leads += bulk.Bulk.TotalRecords) <= most)];
    }

    private async Task<LeadsRead> ReadChangedLeadsAsync(List<PendingLead> changed, CancellationToken cancellation)
    {
        if (changed.Count == 0)
            return new LeadsRead([], null);
        var keys = string.Join(
            ", ",
            changed.Select(lead => string.Create(CultureInfo.InvariantCulture, $"({lead.BulkId}, {lead.LeadId})"))
        );
        return await ReadAsync(
                $"(bulk_id, id) in (values {keys})",
                [],
                changed.Count + 1,
                changed.DistinctBy(lead => lead.BulkId).ToDictionary(lead => lead.BulkId, lead => lead.Origin),
                cancellation
            )
            .ConfigureAwait(false);
    }

    private Task<LeadsRead> ReadLeadsAsync(List<PendingBulk> bulks, CancellationToken cancellation)
    {
        var ids = string.Join(", ", bulks.Select(bulk => bulk.Bulk.Id.ToString(CultureInfo.InvariantCulture)));
        return ReadAsync($"bulk_id in ({ids})", [], maxLeads + 1, bulks.ToDictionary(bulk => bulk.Bulk.Id, OriginOf), cancellation);
    }

    /// <summary>The next leads of one bulk.</summary>
    private Task<LeadsRead> ReadPartAsync(PendingBulk bulk, CancellationToken cancellation) =>
        ReadAsync(
            "bulk_id = @bulk and id > @done",
            [("@bulk", bulk.Bulk.Id), ("@done", bulk.Done)],
            maxLeads,
            new Dictionary<long, BulkOrigin> { [bulk.Bulk.Id] = OriginOf(bulk) },
            cancellation
        );

    private static BulkOrigin OriginOf(PendingBulk pending) => new(pending.Bulk.Id, pending.Bulk.CreatedAt, pending.Bulk.CreatedBy);

    /// <summary>
    /// Leads of both tables. Where one table has more than was read, only those are returned that no other comes before. A lead that moves
    /// from one table to the other meanwhile is missed here, and is a changed one then.
    /// </summary>
    private async Task<LeadsRead> ReadAsync(
        string condition,
        IReadOnlyList<(string, SqlValue)> parameters,
        int limit,
        Dictionary<long, BulkOrigin> origins,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<(string, SqlValue)> all = [.. parameters, ("@limit", limit)];
        var (valid, validEnd) = await ReadAsync(
                new Statement(
                    $"""
                    select bulk_id, id, erased_at, ou, source, phone_number, email, lead_reference, {ValidColumns} from lead
                    where {condition} order by bulk_id, id limit @limit
                    """,
                    all
                ),
                row => ReadValid(row, origins[row.GetInt64(0)]),
                limit,
                cancellation
            )
            .ConfigureAwait(false);
        var (withErrors, withErrorsEnd) = await ReadAsync(
                new Statement(
                    $"""
                    select bulk_id, id, erased_at, source, sent, errors from lead_with_errors
                    where {condition} order by bulk_id, id limit @limit
                    """,
                    all
                ),
                row => ReadWithErrors(row, origins[row.GetInt64(0)]),
                limit,
                cancellation
            )
            .ConfigureAwait(false);
        var end = validEnd is { } a && withErrorsEnd is { } b ? (a.CompareTo(b) < 0 ? a : b) : validEnd ?? withErrorsEnd;
        List<FollowedLead> leads = [.. valid, .. withErrors];
        if (end is { } last)
            leads.RemoveAll(lead => (lead.BulkId, lead.LeadId).CompareTo(last) > 0);
        return new LeadsRead(leads, end);
    }

    /// <summary>Leads of one table, and the last of them if there may be more.</summary>
    private async Task<(List<FollowedLead> Leads, (long BulkId, long LeadId)? End)> ReadAsync(
        Statement statement,
        Func<DbDataReader, (FollowedLead Lead, int Bytes)> read,
        int limit,
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
                        var (lead, size) = read(row);
                        leads.Add(lead);
                        bytes += size;
                    }

                    var isCut = bytes >= StoredLead.MaxReadBytes || leads.Count == limit;
                    return (leads, isCut ? (leads[^1].BulkId, leads[^1].LeadId) : ((long, long)?)null);
                },
                cancellation
            )
            .ConfigureAwait(false);

    private (FollowedLead Lead, int Bytes) ReadValid(DbDataReader row, BulkOrigin origin)
    {
        const int FirstName = 8;
        var names = new string?[SearchableLead.NameFields.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = row.GetStringOrNull(FirstName + i);
        var lead = new SearchableLead
        {
            Sender = origin.CreatedBy,
            ArrivedAt = origin.CreatedAt,
            State = row.IsDBNull(2) ? LeadState.Valid : LeadState.Erased,
            BulkId = origin.BulkId,
            Brand = row.GetInt32OrNull(3),
            Source = row.GetInt32OrNull(4),
            Phone = row.GetStringOrNull(5),
            Email = row.GetStringOrNull(6),
            Reference = row.GetStringOrNull(7),
            Names = names,
        };
        return (Follow(row.GetInt64(1), lead), 0);
    }

    private (FollowedLead Lead, int Bytes) ReadWithErrors(DbDataReader row, BulkOrigin origin)
    {
        var (sent, errors) = (Encoding.UTF8.GetBytes(row.GetString(4)), Encoding.UTF8.GetBytes(row.GetString(5)));
        var isErased = !row.IsDBNull(2);
        var open = isErased ? [] : OpenError.From(StoredIssueReader.Read(errors, sent, catalog: null));
        var lead = SearchableLead.FromSent(sent, context.Catalog, open, origin, isErased);
        return (Follow(row.GetInt64(1), lead) with { Source = row.GetInt32OrNull(3) }, sent.Length + errors.Length);
    }

    private FollowedLead Follow(long id, SearchableLead lead) =>
        new(lead.BulkId, id, lead.Sender, lead.Source, lead.Errors, _hasher.Compute(lead));

    /// <param name="End">The last lead, if there may be more.</param>
    private readonly record struct LeadsRead(List<FollowedLead> Leads, (long BulkId, long LeadId)? End);
}
