using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Formats.Files;

namespace Leadgate.Server.Exports;

/// <summary>The cells that a lead, as a sender could have sent it, has in a table; the import makes the same lead of them again.</summary>
internal sealed class LeadCells
{
    private readonly List<LeadMember> _members;
    private readonly List<ReadOnlyMemory<byte>>? _vehicles;
    private readonly List<LeadMember> _vehicle;

    /// <param name="json">The lead.</param>
    public LeadCells(ReadOnlyMemory<byte> json)
    {
        _members = LeadMembers.Read(json, LeadFields.Table);
        _vehicles = Find(LeadFields.Vehicles.Name) is { } vehicles ? LeadMembers.ReadElements(vehicles.Value) : null;

        // A vehicle that has properties of its own is no row of cells.
        _vehicle = _vehicles is [var only] ? LeadMembers.Read(only, VehicleFields.Table) : [];
        if (_vehicle.Exists(member => member.Field is null || !IsScalar(member.Value)))
            _vehicle = [];
    }

    /// <summary>Whether the vehicles are in the cells of one vehicle, and not in a JSON array.</summary>
    private bool IsFlat => _vehicle.Count > 0;

    /// <summary>The text of a cell.</summary>
    /// <param name="target">What a column with this cell would become (<see cref="FileColumn.Target"/>).</param>
    /// <param name="header">The header of the column.</param>
    public string Get(string? target, string header) =>
        target switch
        {
            null => "",
            ColumnTargets.Unknown => GetText(_members.Find(member => member.Field is null && member.Name == header)),
            ColumnTargets.Extra => GetExtra(),
            ColumnTargets.Phone => GetText(Find(LeadFields.PhoneCode.Name)) + GetText(Find(LeadFields.PhoneNumber.Name)),
            ColumnTargets.FullName => string.Join(
                ' ',
                ((string[])["firstName", "lastName"]).Select(name => GetText(Find(name))).Where(name => name.Length > 0)
            ),
            _ when target == LeadFields.Vehicles.Name => GetVehicles(),
            _ when LeadFields.Table.TryFind(target, out var field, out _) => GetText(Find(field.Name)),
            _ when VehicleFields.Table.TryFind(target, out var field, out _) => IsFlat
                ? GetText(_vehicle.Find(member => member.Key == field.Name))
                : "",
            _ => "",
        };

    private LeadMember? Find(string field) => _members.Find(member => member.Key == field);

    private string GetVehicles() => IsFlat || Find(LeadFields.Vehicles.Name) is not { } vehicles ? "" : GetText(vehicles);

    private string GetExtra()
    {
        var unknown = _members.Where(member => member.Field is null).ToList();
        return unknown.Count == 0 ? "" : Encoding.UTF8.GetString(LeadMembers.Write(unknown));
    }

    private static bool IsScalar(ReadOnlyMemory<byte> value) => value.Span[0] is not ((byte)'{' or (byte)'[');

    private static string GetText(LeadMember? member)
    {
        if (member is null || member.IsNull)
            return "";
        var json = member.Value.Span;
        if (json[0] != (byte)'"' || JsonText.HasLoneSurrogate(json))
            return Encoding.UTF8.GetString(json);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString()!;
    }
}
