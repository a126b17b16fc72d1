using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Search;
using Leadgate.Storage;
using Leadgate.Storage.Lists;
using Leadgate.Storage.Search;

namespace Leadgate.Bench.Reads;

/// <summary>What the pages of the console read, with leads that are there.</summary>
/// <param name="recent">Open errors of the store.</param>
/// <param name="sample">Leads of the store.</param>
internal sealed class ReadCases(
    ILeadStore store,
    RecentOpenErrors recent,
    SearchContext context,
    IReadOnlyList<StoredLead> sample,
    CancellationToken cancellation
)
{
    private const int PageSize = 50;
    private const int MaxCount = 1001;
    private readonly Random _random = new(7);
    private readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;

    public IReadOnlyList<(string Name, Func<Task> Run)> All =>
        [
            // What every other read takes at least: the way to the store, and waiting for a processor.
            ("one small row, to compare", () => store.Lists.ReadVersionAsync(cancellation)),
            ("Leads, first page", () => FindAsync(new LeadFilter())),
            ("Leads, a page in the middle", () => FindAsync(new LeadFilter(), after: Any().Id)),
            ("Leads that wait, oldest first", () => FindAsync(new LeadFilter { State = LeadState.Waiting }, LeadOrder.OldestFirst)),
            ("filter: valid", () => FindAsync(new LeadFilter { State = LeadState.Valid })),
            ("filter: field of an error", () => FindAsync(new LeadFilter { ErrorField = "customerCity" })),
            ("filter: code of an error", () => FindAsync(new LeadFilter { ErrorCode = "required" })),
            ("filter: brand", () => FindAsync(new LeadFilter { Brand = Any().Valid?[LeadFields.Ou].Item?.Value })),
            ("filter: source", () => FindAsync(new LeadFilter { Source = Any().Valid?[LeadFields.Source].Item?.Value })),
            ("filter: sender", () => FindAsync(new LeadFilter { Sender = Any().Origin.CreatedBy })),
            ("filter: days", () => FindAsync(new LeadFilter { From = Day(Any()), To = Day(Any()) })),
            (
                "filter: days without leads",
                () => FindAsync(new LeadFilter { From = new DateOnly(2020, 1, 5), To = new DateOnly(2021, 6, 7) })
            ),
            (
                "filters: waiting, brand, source, oldest first",
                () =>
                    FindAsync(
                        new LeadFilter
                        {
                            State = LeadState.Waiting,
                            Brand = Any().Valid?[LeadFields.Ou].Item?.Value,
                            Source = Any().Valid?[LeadFields.Source].Item?.Value,
                        },
                        LeadOrder.OldestFirst
                    )
            ),
            ("search: phone number", () => FindAsync(Text("+966 " + Any().Valid?[LeadFields.PhoneNumber].Text))),
            ("search: email address", () => FindAsync(Text(Value("email")))),
            ("search: reference", () => FindAsync(Text(Any().Valid?[LeadFields.LeadReference].Text))),
            ("search: id", () => FindAsync(Text(Any().Id.ToString(CultureInfo.InvariantCulture)))),
            ("search: first and last name", () => FindAsync(Text($"{Value("firstName")} {Value("lastName")}"))),
            ("search: name that nobody has", () => FindAsync(Text("Zzyzx"))),
            ("count: waiting with a brand", () => CountAsync(new LeadFilter { State = LeadState.Waiting, Brand = 1 })),
            (
                "arrived in the last minute with a brand",
                () => store.LeadIndex.CountArrivedAsync(new LeadFilter { Brand = 1 }, _now.AddMinutes(-1), MaxCount, context, cancellation)
            ),
            ("uses of a brand", () => CountAsync(new LeadFilter { Brand = 1 })),
            ("uses of a city, last 10,000 leads", () => CountUsesAsync(ReferenceLists.City)),
            ("uses of a model, last 10,000 vehicles", () => CountUsesAsync(ReferenceLists.Model)),
            (
                "wrong values of a list",
                () =>
                    recent.FindGroupsAsync(
                        new OpenErrorFilter
                        {
                            Field = "customerCity",
                            Code = "not-in-list",
                            Limit = 8,
                        },
                        context.Catalog,
                        cancellation
                    )
            ),
            ("Today: hours", () => store.IntakeHours.ReadAsync(_now.AddDays(-1), _now, null, cancellation)),
            ("Today: waiting, counted to 1,000", () => store.OpenErrors.CountLeadsAsync(MaxCount, cancellation)),
            ("Today: most frequent errors", () => recent.FindGroupsAsync(new OpenErrorFilter { Limit = 8 }, context.Catalog, cancellation)),
            ("Today: errors by sender", () => recent.CountBySenderAsync(20, cancellation)),
            ("Today: waiting longest", () => store.OpenErrors.FindOldestAsync(null, 20, cancellation)),
            ("Today: state of the follower", () => store.Follower.ReadStateAsync(cancellation)),
        ];

    private Task<RecentUses?> CountUsesAsync(ListDefinition list) => store.Lists.CountRecentUsesAsync(list, 1, 10_000, cancellation);

    private StoredLead Any() => sample[_random.Next(sample.Count)];

    private string? Value(string field) => Any().Valid?[LeadFields.All.First(one => one.Name == field)].Text;

    private DateOnly Day(StoredLead lead) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(lead.Origin.CreatedAt, context.Zone));

    /// <summary>Not nothing: that would be the first page.</summary>
    private static LeadFilter Text(string? text) => new() { Text = text ?? "Reem" };

    private Task<LeadIndexPage> FindAsync(LeadFilter filter, LeadOrder order = LeadOrder.NewestFirst, long? after = null) =>
        store.LeadIndex.FindAsync(filter, order, after, PageSize, context, cancellation);

    private Task<int> CountAsync(LeadFilter filter) => store.LeadIndex.CountAsync(filter, MaxCount, context, cancellation);
}
