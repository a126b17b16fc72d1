using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Where a lead holds data of a person. The person's own lead is theirs whole; in the lead of somebody else only the fields that name
/// them are, and the rest is nobody's business.
/// </summary>
/// <param name="IsOwn">Whether the lead is the person's own.</param>
/// <param name="Fields">The fields that hold their data: all personal ones of their own lead.</param>
/// <param name="InVehicles">Whether texts of its vehicles do.</param>
/// <param name="InExtra">Whether its unknown properties do, or what was told of it.</param>
public sealed record LeadTrace(bool IsOwn, IReadOnlyList<LeadField> Fields, bool InVehicles, bool InExtra)
{
    /// <summary>The fields that go with a person: those that are personal, and texts kept in list fields, which may be anything (promise 4.6).</summary>
    public static IReadOnlyList<LeadField> PersonalFields { get; } = [.. LeadFields.All.Where(field => field.IsPersonal || field.Parent is not null)];

    private static readonly LeadTrace Whole = new(true, PersonalFields, InVehicles: true, InExtra: true);

    /// <summary>The paths of what names the person, for an answer.</summary>
    public IEnumerable<string> Paths => [.. Fields.Select(one => one.Name), .. InVehicles ? ["vehicles"] : (string[])[], .. InExtra ? ["extra"] : (string[])[]];

    /// <summary>Looks for a person in an accepted lead.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="warnings">The warnings that were told, as JSON.</param>
    /// <param name="person">The person.</param>
    /// <returns>Where, or null when nowhere.</returns>
    public static LeadTrace? Find(Lead lead, ReadOnlyMemory<byte> warnings, Person person)
    {
        if (person.Owns(lead)) return Whole;
        var fields = PersonalFields.Where(field => lead[field].Text is { } text && person.IsNamedIn(text)).ToList();
        var inVehicles = lead.Vehicles.Any(vehicle => VehicleFields.All.Any(field => vehicle[field].Text is { } text && person.IsNamedIn(text)) || IsNamedIn(vehicle.Extra, person));
        var inExtra = IsNamedIn(lead.Extra, person) || IsNamedIn(warnings, person);
        return fields.Count > 0 || inVehicles || inExtra ? new LeadTrace(false, fields, inVehicles, inExtra) : null;
    }

    private static bool IsNamedIn(ReadOnlyMemory<byte> json, Person person) => !json.IsEmpty && SentJson.Find(json.Span, person) is not null;
}
