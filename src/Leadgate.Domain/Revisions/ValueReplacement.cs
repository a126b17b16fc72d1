using System.Text;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Revisions;

/// <summary>A wrong value in a field and what replaces it, in every lead that has an error with it (promise 11.5).</summary>
internal sealed class ValueReplacement
{
    private readonly string _folded;
    private readonly ReadOnlyMemory<byte> _replacement;
    private readonly bool _isOfVehicle;

    private ValueReplacement(LeadField field, bool isOfVehicle, string folded, ReadOnlyMemory<byte> replacement) =>
        (Field, _isOfVehicle, _folded, _replacement) = (field, isOfVehicle, folded, replacement);

    public LeadField Field { get; }

    /// <summary>The field as errors are grouped by it.</summary>
    public string Path => _isOfVehicle ? OpenError.OfVehicle + Field.Name : Field.Name;

    /// <summary>Null if there is no such field, or if it is none with a value of its own.</summary>
    /// <param name="path">The field by any of its names; of a vehicle with or without its index.</param>
    /// <param name="value">The wrong value.</param>
    /// <param name="replacement">The JSON of what replaces it: no object and no array.</param>
    public static ValueReplacement? Create(string path, string value, ReadOnlyMemory<byte> replacement)
    {
        var normalized = OpenError.NormalizeField(path.Trim());
        var isOfVehicle = normalized.StartsWith(OpenError.OfVehicle, StringComparison.Ordinal);
        var table = isOfVehicle ? VehicleFields.Table : LeadFields.Table;
        return
            table.TryFind(isOfVehicle ? normalized[OpenError.OfVehicle.Length..] : normalized, out var field, out _)
            && field.Kind != FieldKind.Vehicles
            ? new ValueReplacement(field, isOfVehicle, OpenError.FoldValue(value), replacement)
            : null;
    }

    /// <summary>
    /// The errors that the field has in a lead with nothing but the replacement: whether its parent fits shows in each lead.
    /// </summary>
    public IReadOnlyList<Issue> Validate(LeadValidator validator)
    {
        var member = IsRemoval ? [] : WriteMember(Field.Name, _replacement);
        var lead = _isOfVehicle ? WriteMember(LeadFields.Vehicles.Name, LeadMembers.WriteArray([WriteObject(member)])) : member;
        return [.. validator.Validate(0, WriteObject(lead)).Errors.Where(error => ReferenceEquals(error.Field, Field))];
    }

    /// <summary>Whether the replacement is the wrong value itself.</summary>
    public bool ChangesNothing => !IsRemoval && OpenError.FoldValue(IssueMessages.GetText(_replacement)) == _folded;

    /// <summary>Whether one of the errors of a lead is about the value in the field.</summary>
    public bool Concerns(IReadOnlyList<Issue> errors) =>
        OpenError.From(errors).Any(error => error.Value is not null && error.Field == Path && error.Folded == _folded);

    /// <summary>The patch of a lead; null if the value is not where it could be replaced.</summary>
    /// <param name="sent">The lead as it was sent and last corrected.</param>
    public LeadPatch? CreatePatch(ReadOnlyMemory<byte> sent)
    {
        if (!_isOfVehicle)
            return LeadPatch.Read(WriteObject(WriteMember(Field.Name, _replacement)));
        var vehicles = LeadMembers.Read(sent, LeadFields.Table).Find(member => ReferenceEquals(member.Field, LeadFields.Vehicles));
        if (vehicles is null || LeadMembers.ReadElements(vehicles.Value) is not { } elements)
            return null;
        var changed = elements.Select(element => LeadMembers.IsObject(element.Span) ? ReplaceInVehicle(element) : element);
        return LeadPatch.Read(WriteObject(WriteMember(LeadFields.Vehicles.Name, LeadMembers.WriteArray(changed))));
    }

    private bool IsRemoval => _replacement.Span.SequenceEqual("null"u8);

    private ReadOnlyMemory<byte> ReplaceInVehicle(ReadOnlyMemory<byte> vehicle)
    {
        var members = new List<LeadMember>();
        foreach (var member in LeadMembers.Read(vehicle, VehicleFields.Table))
        {
            if (!ReferenceEquals(member.Field, Field) || OpenError.FoldValue(IssueMessages.GetText(member.Value)) != _folded)
                members.Add(member);
            else if (!IsRemoval)
                members.Add(member with { Value = _replacement });
        }

        return LeadMembers.Write(members);
    }

    /// <summary>Names of fields have no character that JSON escapes.</summary>
    private static byte[] WriteMember(string name, ReadOnlyMemory<byte> value) =>
        [.. Encoding.UTF8.GetBytes($"\"{name}\":"), .. value.Span];

    private static byte[] WriteObject(byte[] members) => [.. "{"u8, .. members, .. "}"u8];
}
