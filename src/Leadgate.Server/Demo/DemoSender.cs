namespace Leadgate.Server.Demo;

/// <summary>A sender of the demo: what it sends, how much of it at once, and how carefully.</summary>
/// <param name="Name">The name of its API key.</param>
/// <param name="Source">The value of the source of its leads.</param>
/// <param name="Weight">Its share of all leads, compared with the others.</param>
/// <param name="LargestBulk">The most leads that it sends at once.</param>
/// <param name="ErrorWeight">How often its leads have errors, compared with the others.</param>
/// <param name="FirstHour">The hour of the day, in the company's time, at which it begins to send.</param>
/// <param name="LastHour">The hour at which it ends.</param>
internal sealed record DemoSender(
    string Name,
    int Source,
    int Weight,
    int LargestBulk,
    double ErrorWeight,
    int FirstHour = 0,
    int LastHour = 24
)
{
    /// <summary>The names say that they belong to the demo, so that nobody takes them for senders that exist.</summary>
    public static IReadOnlyList<DemoSender> All { get; } =
    [
        new("demo-web-site", 3, 40, 3, 0.5),
        new("demo-social-media", 4, 20, 8, 1.2),
        new("demo-call-center", 6, 15, 20, 0.8, 8, 23),
        new("demo-mobile-app", 11, 10, 2, 0.3),
        new("demo-partner-dealer", 9, 15, 60, 2.5, 9, 18),
    ];
}
