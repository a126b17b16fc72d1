using System.Globalization;
using System.Text;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Revisions;

/// <summary>A value of a lead that a person has typed in place of the one in the file.</summary>
/// <param name="Path">The path of the field inside the lead, as errors say it: <c>vehicles[0].modelFamily</c>.</param>
/// <param name="Value">The text; blank if the field is to have no value.</param>
internal sealed record CellEdit(string Path, string Value)
{
    private const string VehiclesStart = "vehicles[";

    /// <summary>The field of a path.</summary>
    /// <param name="field">A field with a value of its own.</param>
    /// <param name="vehicle">The index of the vehicle; null for a field of the lead.</param>
    /// <param name="normalized">The path by the first name of the field.</param>
    public static bool TryParse(string path, out LeadField field, out int? vehicle, out string normalized)
    {
        (field, vehicle, normalized) = (LeadFields.PhoneNumber, null, "");
        if (!path.StartsWith(VehiclesStart, StringComparison.OrdinalIgnoreCase))
        {
            if (!LeadFields.Table.TryFind(path, out var ofLead, out _) || ofLead.Kind == FieldKind.Vehicles)
                return false;
            (field, normalized) = (ofLead, ofLead.Name);
            return true;
        }

        var end = path.IndexOf("].", StringComparison.Ordinal);
        if (
            end < VehiclesStart.Length
            || !int.TryParse(
                path.AsSpan(VehiclesStart.Length, end - VehiclesStart.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index
            )
            || !VehicleFields.Table.TryFind(path.AsSpan(end + 2), out var ofVehicle, out _)
        )
            return false;
        (field, vehicle) = (ofVehicle, index);
        normalized = string.Create(CultureInfo.InvariantCulture, $"{VehiclesStart}{index}].{ofVehicle.Name}");
        return true;
    }

    /// <summary>The lead with the values. A vehicle that it does not have is added if it is the next one.</summary>
    /// <param name="lead">The lead as it could have been sent.</param>
    public static byte[] Apply(ReadOnlyMemory<byte> lead, IEnumerable<CellEdit> edits)
    {
        var members = LeadMembers.Read(lead, LeadFields.Table);
        foreach (var edit in edits)
        {
            if (!TryParse(edit.Path, out var field, out var vehicle, out _))
                continue;
            if (vehicle is { } index)
                SetInVehicle(members, index, field, edit.Value);
            else
                Set(members, field, Write(edit.Value));
        }

        return LeadMembers.Write(members);
    }

    /// <summary>Whether it is about a field of the lead or of a vehicle.</summary>
    public bool Concerns(LeadField field, int? vehicle) =>
        TryParse(Path, out var own, out var index, out _) && ReferenceEquals(own, field) && index == vehicle;

    private static void SetInVehicle(List<LeadMember> members, int index, LeadField field, string value)
    {
        var vehicles = members.Find(member => ReferenceEquals(member.Field, LeadFields.Vehicles));
        var elements = (vehicles is null ? null : LeadMembers.ReadElements(vehicles.Value)) ?? [];
        if (index > elements.Count)
            return;
        if (index == elements.Count)
            elements.Add("{}"u8.ToArray());
        var own = LeadMembers.Read(elements[index], VehicleFields.Table);
        Set(own, field, Write(value));
        elements[index] = LeadMembers.Write(own);
        Set(members, LeadFields.Vehicles, LeadMembers.WriteArray(elements));
    }

    private static void Set(List<LeadMember> members, LeadField field, byte[]? value)
    {
        var at = members.FindIndex(member => ReferenceEquals(member.Field, field));
        members.RemoveAll(member => ReferenceEquals(member.Field, field));
        if (value is not null)
            members.Insert(
                at < 0 ? members.Count : at,
                new LeadMember(field.Name, field, Encoding.UTF8.GetBytes($"\"{field.Name}\""), value)
            );
    }

    private static byte[]? Write(string value) => string.IsNullOrWhiteSpace(value) ? null : LeadMembers.WriteText(value);
}
