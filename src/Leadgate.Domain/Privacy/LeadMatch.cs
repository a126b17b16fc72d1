using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Where a valid lead contains data of a person. If the lead belongs to the person, that is all its personal data; in the lead of somebody
/// else it is only what mentions the person.
/// </summary>
/// <param name="BelongsToSubject">Whether it is shown to the person as their own lead: its contact is theirs.</param>
/// <param name="IsErasedWhole">Whether it is erased as a whole: it is their own, or has no contact but mentions them.</param>
/// <param name="Fields">The fields with data of the person.</param>
/// <param name="Vehicles">The vehicles with data of the person.</param>
/// <param name="Extra">The change of the unknown properties.</param>
/// <param name="Warnings">The change of the stored warnings.</param>
/// <param name="ExtraPlaces">The unknown properties that mention the person.</param>
internal sealed record LeadMatch(
    bool BelongsToSubject,
    bool IsErasedWhole,
    IReadOnlyList<LeadField> Fields,
    IReadOnlyList<VehicleMatch> Vehicles,
    JsonChange Extra,
    JsonChange Warnings,
    IReadOnlyList<string> ExtraPlaces
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

    /// <summary>Where the lead mentions the person, for a preview; the names of unknown properties included.</summary>
    public IEnumerable<string> Places =>
        ExtraPlaces.Count == 0 ? Paths : [.. Paths.Where(path => path != "extra"), .. ExtraPlaces.Select(name => "extra." + name)];

    /// <summary>Searches a valid lead and its stored warnings.</summary>
    /// <returns>Null if nothing was found.</returns>
    public static LeadMatch? Find(Lead lead, ReadOnlyMemory<byte> warnings, DataSubject person)
    {
        if (person.Owns(lead))
            return Whole(lead, isOwn: true);
        var extra = lead.Extra.IsEmpty ? null : SentJsonMatch.Find(lead.Extra.Span, person);
        IReadOnlyList<LeadField> fields = [.. PersonalFields.Except(Contacts).Where(field => Mentions(lead[field], person))];
        if (Array.TrueForAll(Contacts, contact => lead[contact].IsAbsent))
        {
            // Nobody else's contact is in it. What it says of the person makes it theirs, and a property with their number all the more.
            if (extra is { BelongsToSubject: true })
                return Whole(lead, isOwn: true);
            if (extra is { IsErasedWhole: true } || fields.Any(field => person.FindIn(lead[field].Text!) == Mention.Certain))
                return Whole(lead, isOwn: false);
        }

        var match = new LeadMatch(
            false,
            false,
            fields,
            [
                .. lead
                    .Vehicles.Select((vehicle, index) => MatchVehicle(vehicle, index, person))
                    .Where(vehicle => vehicle.Fields.Count > 0 || vehicle.Extra.IsChanged),
            ],
            JsonChange.Redact(lead.Extra, extra),
            Erasure.EraseWarnings(warnings, person),
            extra?.Places ?? []
        );
        return match.Fields.Count > 0 || match.Vehicles.Count > 0 || match.Extra.IsChanged || match.Warnings.IsChanged ? match : null;
    }

    private static LeadMatch Whole(Lead lead, bool isOwn) =>
        new(
            isOwn,
            true,
            PersonalFields,
            [.. lead.Vehicles.Select((_, index) => new VehicleMatch(index, VehicleFields.All, JsonChange.Removed))],
            JsonChange.Removed,
            JsonChange.Removed,
            []
        );

    private static VehicleMatch MatchVehicle(Vehicle vehicle, int index, DataSubject person) =>
        new(
            index,
            [.. VehicleFields.All.Where(field => Mentions(vehicle[field], person))],
            JsonChange.Redact(vehicle.Extra, vehicle.Extra.IsEmpty ? null : SentJsonMatch.Find(vehicle.Extra.Span, person))
        );

    private static bool Mentions(FieldValue value, DataSubject person) => value.Text is { } text && person.IsMentionedIn(text);
}
