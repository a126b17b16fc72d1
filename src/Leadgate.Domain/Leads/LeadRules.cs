namespace Leadgate.Domain.Leads;

/// <summary>The settings that checking a lead depends on.</summary>
/// <param name="Company">The company code that <c>company</c> must be (promise 5).</param>
/// <param name="Zone">The company's time zone (promise 5.2).</param>
/// <param name="MaxVehicles">The most vehicles of one lead.</param>
internal sealed record LeadRules(string Company, TimeZoneInfo Zone, int MaxVehicles)
{
    /// <summary>The earliest date of birth.</summary>
    public static readonly DateOnly EarliestBirthDate = new(1900, 1, 1);
}
