using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Where an accepted lead holds data of a person. The person's own lead is theirs whole; in the lead of somebody else only what names
/// them is, and the rest is nobody's business.
/// </summary>
/// <param name="BelongsToSubject">Whether the lead is the person's own.</param>
/// <param name="Fields">The fields that hold their data: all personal ones of their own lead.</param>
/// <param name="Vehicles">Its vehicles that do.</param>
/// <param name="Extra">What becomes of its unknown properties.</param>
/// <param name="Warnings">What becomes of its warnings.</param>
internal sealed record LeadMatch(
    bool BelongsToSubject,
    IReadOnlyList<LeadField> Fields,
    IReadOnlyList<VehicleMatch> Vehicles,
    JsonChange Extra,
    JsonChange Warnings
)
{
    /// <summary>The fields that go with a person: those that are personal, and texts kept in list fields, which may be anything (promise 4.6).</summary>
    public static IReadOnlyList<LeadField> PersonalFields { get; } =
    [.. LeadFields.All.Where(field => field.IsPersonal || field.Parent is not null)];

    /// <summary>Fields that name one person alone: they are the person's or not at all.</summary>
    private static readonly LeadField[] Contacts = [LeadFields.PhoneNumber, LeadFields.Email];

    /// <summary>The paths of what names the person, for an answer.</summary>
    public IEnumerable<string> Paths =>
        [
            .. Fields.Select(one => one.Name),
            .. Vehicles.Select(vehicle => FormattableString.Invariant($"vehicles[{vehicle.Index}]")),
            .. Extra.IsChanged ? ["extra"] : (string[])[],
            .. Warnings.IsChanged ? ["warningList"] : (string[])[],
        ];

    /// <summary>Looks for a person in an accepted lead.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="warnings">The warnings that were told, as JSON.</param>
    /// <param name="person">The person.</param>
    /// <returns>Where, or null when nowhere.</returns>
    public static LeadMatch? Find(Lead lead, ReadOnlyMemory<byte> warnings, DataSubject person)
    {
        if (person.Owns(lead))
            return new LeadMatch(
                true,
                PersonalFields,
                [.. lead.Vehicles.Select((_, place) => new VehicleMatch(place, VehicleFields.All, JsonChange.Removed))],
                JsonChange.Removed,
                JsonChange.Removed
            );
        var trace = new LeadMatch(
            false,
            [.. PersonalFields.Except(Contacts).Where(field => Mentions(lead[field], person))],
            [
                .. lead
                    .Vehicles.Select((vehicle, place) => MatchVehicle(vehicle, place, person))
                    .Where(vehicle => vehicle.Fields.Count > 0 || vehicle.Extra.IsChanged),
            ],
            JsonChange.Redact(lead.Extra, person),
            Erasure.EraseWarnings(warnings, person)
        );
        return trace.Fields.Count > 0 || trace.Vehicles.Count > 0 || trace.Extra.IsChanged || trace.Warnings.IsChanged ? trace : null;
    }

    private static VehicleMatch MatchVehicle(Vehicle vehicle, int place, DataSubject person) =>
        new(place, [.. VehicleFields.All.Where(field => Mentions(vehicle[field], person))], JsonChange.Redact(vehicle.Extra, person));

    private static bool Mentions(FieldValue value, DataSubject person) => value.Text is { } text && person.IsMentionedIn(text);
}
