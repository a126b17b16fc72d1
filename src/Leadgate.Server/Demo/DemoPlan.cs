namespace Leadgate.Server.Demo;

/// <summary>
/// Which bulks arrive when. The same seed makes the same plan, relative to its end: more by day than by night, and on each day about as
/// many as on the others.
/// </summary>
internal static class DemoPlan
{
    public const int Days = 30;

    public const int ErrorPercent = 12;

    /// <summary>A day that is shorter so far has no quiet hours.</summary>
    private static readonly TimeSpan ShortDay = TimeSpan.FromHours(12);

    /// <param name="leads">The number of leads in all bulks.</param>
    /// <param name="end">The time by which the last bulk arrives.</param>
    /// <param name="zone">The company's time zone.</param>
    /// <returns>The bulks in the order in which they arrive.</returns>
    public static IReadOnlyList<DemoBulk> Create(int leads, DateTimeOffset end, TimeZoneInfo zone, Random random)
    {
        var bulks = new List<(DemoSender Sender, DateTimeOffset At, int Leads)>();
        for (var left = leads; left > 0; left -= bulks[^1].Leads)
        {
            var sender = ChooseSender(random);
            bulks.Add((sender, ChooseTime(sender, end, zone, random), Math.Min(left, random.Next(1, sender.LargestBulk + 1))));
        }

        bulks.Sort((a, b) => a.At.CompareTo(b.At));
        var withErrors = ChooseLeadsWithErrors([.. bulks.SelectMany(bulk => Enumerable.Repeat(bulk.Sender, bulk.Leads))], random);
        var first = 0;
        return [.. bulks.Select(bulk => new DemoBulk(bulk.Sender, bulk.At, withErrors[first..(first += bulk.Leads)]))];
    }

    /// <summary>By share of leads: whoever sends much at once is chosen less often.</summary>
    private static DemoSender ChooseSender(Random random)
    {
        var choice = random.NextDouble() * DemoSender.All.Sum(Frequency);
        return DemoSender.All.First(sender => (choice -= Frequency(sender)) < 0);

        static double Frequency(DemoSender sender) => sender.Weight * 2.0 / (sender.LargestBulk + 1);
    }

    /// <summary>
    /// A day has as many leads as another one, and today has had its share already, whatever the hour: the page Today shows what came
    /// since midnight.
    /// </summary>
    private static DateTimeOffset ChooseTime(DemoSender sender, DateTimeOffset end, TimeZoneInfo zone, Random random)
    {
        var local = TimeZoneInfo.ConvertTime(end, zone);
        while (true)
        {
            var days = random.NextDouble() * Days;
            var length = (int)days == 0 ? local.TimeOfDay : TimeSpan.FromDays(1);
            var at = (local - local.TimeOfDay).AddDays(-(int)days) + length * (days % 1);
            var share = length >= ShortDay && at.Hour is >= 2 and < 9 ? 0.2 : 1;
            if (at.Hour >= sender.FirstHour && at.Hour < sender.LastHour && random.NextDouble() < share)
                return at.ToUniversalTime();
        }
    }

    /// <summary>
    /// Exactly the share of all leads, drawn without replacement and by weight: P. Efraimidis and P. Spirakis, "Weighted random sampling
    /// with a reservoir", Information Processing Letters 97 (5), 2006.
    /// </summary>
    private static bool[] ChooseLeadsWithErrors(DemoSender[] senders, Random random)
    {
        var withErrors = new bool[senders.Length];
        var drawn = Enumerable
            .Range(0, senders.Length)
            .OrderByDescending(index => Math.Pow(random.NextDouble(), 1 / senders[index].ErrorWeight))
            .Take(senders.Length * ErrorPercent / 100);
        foreach (var index in drawn)
            withErrors[index] = true;
        return withErrors;
    }
}
