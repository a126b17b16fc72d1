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
}
