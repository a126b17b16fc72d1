using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Where a valid lead contains data of a person. If the lead belongs to the person, that is all its personal data; in the lead of somebody
/// else it is only what mentions the person.
/// </summary>
/// <param name="BelongsToSubject">Whether its contact fields are those of the person.</param>
/// <param name="Fields">The fields with data of the person.</param>
/// <param name="Vehicles">The vehicles with data of the person.</param>
/// <param name="Extra">The change of the unknown properties.</param>
/// <param name="Warnings">The change of the stored warnings.</param>
internal sealed record LeadMatch(
    bool BelongsToSubject,
    IReadOnlyList<LeadField> Fields,
    IReadOnlyList<VehicleMatch> Vehicles,
    JsonChange Extra,
    JsonChange Warnings
)
{
    /// <summary>
    /// The fields that are erased with a person: personal data, and list fields that may contain a text as sent (promise 4.6), which can be
    /// anything.
    /// </summary>
    public static IReadOnlyList<LeadField> PersonalFields { get; } =
    [.. LeadFields.All.Where(field => field.IsPersonal || field.Parent is not null)];

    /// <summary>Fields that identify one person: they decide whom the lead belongs to.</summary>
    private static readonly LeadField[] Contacts = [LeadFields.PhoneNumber, LeadFields.Email];

    /// <summary>The paths of the data, for a response.</summary>
    public IEnumerable<string> Paths =>
        [
            .. Fields.Select(match => match.Name),
            .. Vehicles.Select(vehicle => FormattableString.Invariant($"vehicles[{vehicle.Index}]")),
            .. Extra.IsChanged ? ["extra"] : (string[])[],
            .. Warnings.IsChanged ? ["warningList"] : (string[])[],
        ];

    /// <summary>Searches a valid lead and its stored warnings.</summary>
    /// <returns>Null if nothing was found.</returns>
    public static LeadMatch? Find(Lead lead, ReadOnlyMemory<byte> warnings, DataSubject person)
    {
        if (person.Owns(lead))
            return new LeadMatch(
                true,
                PersonalFields,
                [.. lead.Vehicles.Select((_, index) => new VehicleMatch(index, VehicleFields.All, JsonChange.Removed))],
                JsonChange.Removed,
                JsonChange.Removed
            );
        var match = new LeadMatch(
            false,
            [.. PersonalFields.Except(Contacts).Where(field => Mentions(lead[field], person))],
            [
                .. lead
                    .Vehicles.Select((vehicle, index) => MatchVehicle(vehicle, index, person))
                    .Where(vehicle => vehicle.Fields.Count > 0 || vehicle.Extra.IsChanged),
            ],
            JsonChange.Redact(lead.Extra, person),
            Erasure.EraseWarnings(warnings, person)
        );
        return match.Fields.Count > 0 || match.Vehicles.Count > 0 || match.Extra.IsChanged || match.Warnings.IsChanged ? match : null;
    }

    private static VehicleMatch MatchVehicle(Vehicle vehicle, int index, DataSubject person) =>
        new(index, [.. VehicleFields.All.Where(field => Mentions(vehicle[field], person))], JsonChange.Redact(vehicle.Extra, person));

    private static bool Mentions(FieldValue value, DataSubject person) => value.Text is { } text && person.IsMentionedIn(text);
}
