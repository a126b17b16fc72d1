namespace Leadgate.Domain.Intake;

/// <summary>Values for the leads of a bulk or a file that have none of their own: a value of the lead that is not blank wins.</summary>
/// <param name="Values">The values by the name of their field, a field of the lead or of its vehicles.</param>
internal sealed record LeadDefaults(IReadOnlyDictionary<string, string> Values)
{
    public static LeadDefaults None { get; } = new(new Dictionary<string, string>());
}
