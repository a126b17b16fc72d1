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
/// <param name="Places">Where it mentions the person, with the names of unknown properties: for those who may see the whole lead.</param>
internal sealed record LeadMatch(
    bool BelongsToSubject,
    bool IsErasedWhole,
    IReadOnlyList<LeadField> Fields,
    IReadOnlyList<VehicleMatch> Vehicles,
    JsonChange Extra,
    JsonChange Warnings,
    IReadOnlyList<string> Places
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

    /// <summary>The fields that may mention somebody: also a text that is not personal data by itself.</summary>
    private static readonly LeadField[] TextFields =
    [
        .. PersonalFields.Union(LeadFields.All.Where(field => field.Kind == FieldKind.Text)).Except(Contacts),
    ];

    private const string Unknown = "extra";

    /// <summary>The paths of the data, for a response.</summary>
    public IEnumerable<string> Paths =>
        [
            .. Fields.Select(match => match.Name),
            .. Vehicles.Select(vehicle => FormattableString.Invariant($"vehicles[{vehicle.Index}]")),
            .. Extra.IsChanged ? [Unknown] : (string[])[],
            .. Warnings.IsChanged ? ["warningList"] : (string[])[],
        ];

    /// <summary>Searches a valid lead and its stored warnings.</summary>
    /// <returns>Null if nothing was found.</returns>
    public static LeadMatch? Find(Lead lead, ReadOnlyMemory<byte> warnings, DataSubject person)
    {
        var own = person.FindOwnContacts(lead);
        var extra = lead.Extra.IsEmpty ? null : SentJsonMatch.Find(lead.Extra.Span, person);
        IReadOnlyList<LeadField> fields = [.. TextFields.Where(field => Mentions(lead[field], person))];
        IReadOnlyList<VehicleMatch> vehicles =
        [
            .. lead
                .Vehicles.Select((vehicle, index) => MatchVehicle(vehicle, index, person))
                .Where(vehicle => vehicle.Fields.Count > 0 || vehicle.Extra.IsChanged),
        ];
        var part = new LeadMatch(
            false,
            false,
            fields,
            vehicles,
            JsonChange.Redact(lead.Extra, extra),
            Erasure.EraseWarnings(warnings, person),
            []
        );
        IReadOnlyList<string> places =
        [
            .. own.Select(field => field.Name),
            .. part.Paths.Where(path => path != Unknown || extra is { Places.Count: 0 }),
            .. extra?.Places.Select(name => $"{Unknown}.{name}") ?? [],
        ];
        if (places.Count == 0)
            return null;

        // Without anybody else's contact, what it says of the person makes it theirs, and a property with their number all the more.
        var isNobodys = Array.TrueForAll(Contacts, contact => lead[contact].IsAbsent);
        var isOwn = own.Count > 0 || (isNobodys && extra is { BelongsToSubject: true });
        return
            isOwn
            || (isNobodys && (extra is { IsErasedWhole: true } || fields.Any(field => person.FindIn(lead[field].Text!) == Mention.Certain)))
            ? new LeadMatch(
                isOwn,
                true,
                [.. PersonalFields.Union(fields)],
                [.. lead.Vehicles.Select((_, index) => new VehicleMatch(index, VehicleFields.All, JsonChange.Removed))],
                JsonChange.Removed,
                JsonChange.Removed,
                places
            )
            : part with
            {
                Places = places,
            };
    }

    private static VehicleMatch MatchVehicle(Vehicle vehicle, int index, DataSubject person) =>
        new(
            index,
            [.. VehicleFields.All.Where(field => Mentions(vehicle[field], person))],
            JsonChange.Redact(vehicle.Extra, vehicle.Extra.IsEmpty ? null : SentJsonMatch.Find(vehicle.Extra.Span, person))
        );

    private static bool Mentions(FieldValue value, DataSubject person) => value.Text is { } text && person.IsMentionedIn(text);
}
