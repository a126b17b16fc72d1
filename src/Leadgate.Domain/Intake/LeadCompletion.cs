using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Intake;

/// <summary>
/// Writes default values into the JSON of leads, so that what is stored as sent says everything that the lead was validated with. Not
/// thread-safe.
/// </summary>
internal sealed class LeadCompletion
{
    private static readonly byte[] Blanks = [.. " \t\r\n"u8];

    private readonly RawObject _lead = new(LeadFields.Table);
    private readonly RawObject _vehicle = new(VehicleFields.Table);
    private readonly List<(LeadField Field, byte[] Member)> _leadDefaults = [];
    private readonly List<(LeadField Field, byte[] Member)> _vehicleDefaults = [];
    private readonly ArrayBufferWriter<byte> _output = new();

    /// <exception cref="ArgumentException">There is no such field.</exception>
    public LeadCompletion(LeadDefaults defaults)
    {
        foreach (var (name, value) in defaults.Values)
        {
            if (LeadFields.Table.TryFind(name, out var field, out _))
                _leadDefaults.Add((field, WriteMember(name, value)));
            else if (VehicleFields.Table.TryFind(name, out var vehicleField, out _))
                _vehicleDefaults.Add((vehicleField, WriteMember(name, value)));
            else
                throw new ArgumentException("There is no such field.", nameof(defaults));
        }
    }

    /// <summary>The lead with the defaults of the fields that it does not have. The memory is valid until the next call.</summary>
    /// <param name="lead">One complete JSON value in UTF-8; what is no object stays as it is.</param>
    /// <param name="faults">What a file could not give: these fields get no default.</param>
    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> lead, IReadOnlyList<CellFault> faults)
    {
        if (_leadDefaults.Count + _vehicleDefaults.Count == 0 || lead[0] != (byte)'{')
            return lead;
        _output.ResetWrittenCount();
        _lead.Read(lead, 0);
        var copied = 0;
        if (_vehicleDefaults.Count > 0 && _lead[LeadFields.Vehicles] is { Type: JsonTokenType.StartArray } vehicles && !AreRepeated())
            copied = CompleteVehicles(lead, vehicles, faults);
        _output.Write(lead[copied..^1]);
        var isEmpty = IsEmptyObject(lead);
        foreach (var (field, member) in _leadDefaults)
        {
            if (_lead[field].IsAbsent && !IsFaulty(faults, field, null))
                Append(member, ref isEmpty);
        }

        if (_vehicleDefaults.Count > 0 && _lead[LeadFields.Vehicles].IsAbsent)
            AppendVehicle(faults, ref isEmpty);
        _output.Write("}"u8);
        return _output.WrittenSpan;
    }

    private bool AreRepeated()
    {
        foreach (var (field, _) in _lead.Repeats)
        {
            if (ReferenceEquals(field, LeadFields.Vehicles))
                return true;
        }

        return false;
    }

    /// <returns>The number of bytes of the lead that were copied.</returns>
    private int CompleteVehicles(ReadOnlySpan<byte> lead, RawValue vehicles, IReadOnlyList<CellFault> faults)
    {
        var (copied, index) = (0, 0);
        var reader = new Utf8JsonReader(vehicles.SliceOf(lead));
        reader.Read();
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var (type, start) = (reader.TokenType, vehicles.Start + (int)reader.TokenStartIndex);
            reader.Skip();
            if (type != JsonTokenType.StartObject)
                continue;
            var end = vehicles.Start + (int)reader.BytesConsumed - 1;
            _vehicle.Read(lead[..(end + 1)], start);
            _output.Write(lead[copied..end]);
            copied = end;
            var isEmpty = IsEmptyObject(lead[start..(end + 1)]);
            foreach (var (field, member) in _vehicleDefaults)
            {
                if (_vehicle[field].IsAbsent && !IsFaulty(faults, field, index))
                    Append(member, ref isEmpty);
            }
        }

        return copied;
    }

    /// <summary>A lead without vehicles gets one with the defaults.</summary>
    private void AppendVehicle(IReadOnlyList<CellFault> faults, ref bool isEmpty)
    {
        Append("\"vehicles\":[{"u8, ref isEmpty);
        var isEmptyVehicle = true;
        foreach (var (field, member) in _vehicleDefaults)
        {
            if (!IsFaulty(faults, field, 0))
                Append(member, ref isEmptyVehicle);
        }

        _output.Write("}]"u8);
    }

    private void Append(ReadOnlySpan<byte> member, ref bool isEmpty)
    {
        if (!isEmpty)
            _output.Write(","u8);
        _output.Write(member);
        isEmpty = false;
    }

    private static bool IsFaulty(IReadOnlyList<CellFault> faults, LeadField field, int? vehicleIndex)
    {
        for (var i = 0; i < faults.Count; i++)
        {
            if (ReferenceEquals(faults[i].Field, field) && faults[i].VehicleIndex == vehicleIndex)
                return true;
        }

        return false;
    }

    private static bool IsEmptyObject(ReadOnlySpan<byte> json) => json[1..^1].Trim(Blanks).IsEmpty;

    private static byte[] WriteMember(string name, string value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan[1..^1].ToArray();
    }
}
