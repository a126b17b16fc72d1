namespace Leadgate.Domain.Leads;

/// <summary>The settings that validation depends on.</summary>
/// <param name="Company">The only valid value of <c>company</c> (promise 5).</param>
/// <param name="Zone">The company's time zone (promise 5.2).</param>
/// <param name="MaxVehicles">The maximum number of vehicles of a lead.</param>
internal sealed record LeadRules(string Company, TimeZoneInfo Zone, int MaxVehicles)
{
    /// <summary>No date of a lead is earlier (promise 5.2).</summary>
    public static readonly DateOnly EarliestDate = new(1900, 1, 1);

    /// <summary>How far ahead of now a lead date can be (promise 5.2): clocks of senders are wrong, but not by weeks.</summary>
    public const int MaxLeadDateDaysAhead = 7;

    /// <summary>
    /// How many texts of the lists are compared with the wrong values of a bulk to find the nearest ones (promise 4.4); a value beyond that
    /// gets no suggestions. That takes about a second, and no bulk needs it unless its lists are much longer than the built-in ones, or its
    /// leads have a hundred vehicles each.
    /// </summary>
    public long MaxComparedTexts { get; init; } = 100_000_000;
}
