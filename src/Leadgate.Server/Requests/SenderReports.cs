using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Requests;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Requests;

/// <summary>What API keys have sent in the last days, so that support can say what a sender sent wrong.</summary>
internal sealed class SenderReports(
    ILeadStore store,
    ApiKeyCache keys,
    ListCatalogCache lists,
    LeadgateSettings settings,
    TimeProvider time
)
{
    /// <summary>The most requests on a page.</summary>
    public const int PageSize = 50;

    private const int MaxSenders = 1000;

    /// <summary>The first hour that is counted, UTC.</summary>
    public DateTime Since => StartOfHour(time.GetUtcNow().UtcDateTime.AddDays(-Math.Max(1, settings.RequestLog.Days)));

    /// <summary>Every API key with its sums, those that sent most first; and requests without a known key, if there were any.</summary>
    public async Task<IReadOnlyList<SenderSums>> FindAllAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        var sums = (await store.Requests.ReadSumsAsync(Since, cancellation)).ToDictionary(sum => sum.KeyId);
        var waiting = (await store.OpenErrors.CountBySenderAsync(MaxSenders, cancellation)).ToDictionary(
            sender => sender.Sender,
            sender => sender.Leads
        );
        await store.Audit.AppendAsync(actor.Audit(AuditActions.SendersRead), cancellation);
        return
        [
            .. keys
                .Keys.Select(key => new SenderSums(key, sums.GetValueOrDefault(key.Id), waiting.GetValueOrDefault(key.Name)))
                .Concat(sums.TryGetValue(0, out var unknown) ? [new SenderSums(null, unknown, 0)] : Enumerable.Empty<SenderSums>())
                .OrderByDescending(sender => sender.Sum?.Requests ?? 0),
        ];
    }

    /// <summary>
    /// One API key with its last requests and the errors of its leads; 0 stands for requests without a known key. Null if there is no such
    /// key.
    /// </summary>
    /// <param name="before">Only requests before this one; null for the newest.</param>
    public async Task<SenderReport?> FindAsync(long id, long? before, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        ApiKey? key = null;
        if (id != 0 && (key = keys.Keys.FirstOrDefault(one => one.Id == id)) is null)
            return null;
        var requests = await store.Requests.ReadLastAsync(id, before, PageSize + 1, cancellation);
        var hours = await store.Requests.ReadHoursAsync(id, Since, cancellation);
        IReadOnlyList<OpenErrorGroup> errors = key is null
            ? []
            : await store.OpenErrors.FindGroupsAsync(new OpenErrorFilter { Sender = key.Name }, lists.Catalog, cancellation);
        var record = string.Create(CultureInfo.InvariantCulture, $"key:{id}");
        await store.Audit.AppendAsync(actor.Audit(AuditActions.SendersRead, key is null ? "unknown" : record), cancellation);
        return new SenderReport(
            id,
            key,
            [.. requests.Take(PageSize)],
            requests.Count > PageSize ? requests[PageSize - 1].Id.ToString(CultureInfo.InvariantCulture) : null,
            FillHours(hours, id),
            errors
        );
    }

    /// <summary>The last 24 hours, also those without a request.</summary>
    private IReadOnlyList<RequestHour> FillHours(IReadOnlyList<RequestHour> hours, long id)
    {
        var last = StartOfHour(time.GetUtcNow().UtcDateTime);
        var known = hours.ToDictionary(hour => hour.Hour);
        return
        [
            .. Enumerable
                .Range(-23, 24)
                .Select(offset => last.AddHours(offset))
                .Select(hour => known.GetValueOrDefault(hour) ?? new RequestHour(id, hour, 0, 0, 0, 0, 0)),
        ];
    }

    private static DateTime StartOfHour(DateTime utc) => new(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc);
}
