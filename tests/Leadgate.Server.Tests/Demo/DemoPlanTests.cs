using Leadgate.Server.Demo;

namespace Leadgate.Server.Tests.Demo;

/// <summary>Which bulks the demo sends.</summary>
public sealed class DemoPlanTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_plans_the_same_bulks() => Assert.Equal(Describe(Plan(2000)), Describe(Plan(2000)));

    [Fact]
    public void Bulks_are_spread_over_thirty_days_in_the_order_of_their_times()
    {
        var plan = Plan(5000);
        Assert.Equal(plan.OrderBy(bulk => bulk.At), plan);
        Assert.InRange(plan[0].At, End.AddDays(-DemoPlan.Days), End.AddDays(1 - DemoPlan.Days));
        Assert.InRange(plan[^1].At, End.AddDays(-1), End);
        Assert.Equal(DemoPlan.Days + 1, plan.Select(bulk => bulk.At.Date).Distinct().Count());
    }

    [Theory]
    [InlineData(21.5, 1)]
    [InlineData(2, 5)]
    [InlineData(12, 15)]
    [InlineData(20.9, 20)]
    public void Today_has_its_share_of_leads_in_every_hour_so_far(double hourOfEnd, int hours)
    {
        var end = new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero).AddHours(hourOfEnd);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh");
        var today = DemoPlan
            .Create(5000, end, zone, new Random(7))
            .Where(bulk => TimeZoneInfo.ConvertTime(bulk.At, zone).Date == TimeZoneInfo.ConvertTime(end, zone).Date)
            .ToList();
        Assert.InRange(today.Sum(bulk => bulk.WithErrors.Count), 5000 / DemoPlan.Days / 2, 5000 / DemoPlan.Days * 2);
        Assert.True(today.Select(bulk => TimeZoneInfo.ConvertTime(bulk.At, zone).Hour).Distinct().Count() >= hours);
        Assert.All(today, bulk => Assert.True(bulk.At <= end));
    }

    [Fact]
    public void Exactly_twelve_percent_of_the_leads_have_errors_and_some_senders_more_than_others()
    {
        var plan = Plan(5000);
        Assert.Equal(5000, plan.Sum(bulk => bulk.WithErrors.Count));
        Assert.Equal(600, plan.Sum(bulk => bulk.WithErrors.Count(hasError => hasError)));
        var shares = DemoSender.All.ToDictionary(
            sender => sender.Name,
            sender => plan.Where(bulk => bulk.Sender == sender).SelectMany(bulk => bulk.WithErrors).Average(hasError => hasError ? 1.0 : 0)
        );
        Assert.All(shares, share => Assert.InRange(share.Value, 0.01, 0.5));
        Assert.True(shares["demo-partner-dealer"] > 2 * shares["demo-web-site"]);
    }

    private static IReadOnlyList<DemoBulk> Plan(int leads) =>
        DemoPlan.Create(leads, End, TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh"), new Random(7));

    private static IEnumerable<string> Describe(IEnumerable<DemoBulk> plan) =>
        plan.Select(bulk => $"{bulk.Sender.Name} {bulk.At:O} {string.Concat(bulk.WithErrors.Select(hasError => hasError ? '1' : '0'))}");
}
