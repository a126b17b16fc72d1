using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Revisions;

/// <summary>What differs between two states of a lead as they were sent, field by field, and the JSON that is stored of it.</summary>
internal static class LeadChanges
{
    /// <summary>The name of the lead as a whole, which was sent as something other than an object.</summary>
    public const string WholeLead = "";

    /// <summary>Compares a lead before and after a correction.</summary>
    public static IReadOnlyList<FieldChange> Compare(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var changes = new List<FieldChange>();
        if (!LeadMembers.IsObject(before.Span))
            changes.Add(new FieldChange(WholeLead, before, default));
        Compare(before, after, LeadFields.Table, "", changes);
        return changes;
    }

    /// <summary>The changes as they are stored and answered.</summary>
    public static ReadOnlyMemory<byte> ToJson(IReadOnlyList<FieldChange> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            WriteValue(json, "from", change.From);
            WriteValue(json, "to", change.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static IReadOnlyList<FieldChange> Read(ReadOnlyMemory<byte> json)
    {
        var changes = new List<FieldChange>();
        foreach (var element in LeadMembers.ReadElements(json) ?? [])
        {
            var members = LeadMembers.Read(element, FieldTable.Empty);
            changes.Add(new FieldChange(ReadText(members[0].Value), Read(members[1]), Read(members[2])));
        }

        return changes;

        static ReadOnlyMemory<byte> Read(LeadMember member) => member.IsNull ? default : member.Value;
    }

    /// <summary>
    /// The changes without their values, and without names that a sender chose. The answers to questions of consent stay: they say who
    /// agreed to what, and nothing about who it was.
    /// </summary>
    public static ReadOnlyMemory<byte> EraseValues(ReadOnlyMemory<byte> json) =>
        ToJson([
            .. Read(json)
                .Select(change =>
                    LeadFields.Consents.Any(field => field.Name == change.Field)
                        ? change
                        : new FieldChange(IsKnown(change.Field) ? change.Field : "erased", default, default)
                ),
        ]);

    /// <summary>Whether a path is one of fields, and has no name of a sender's own.</summary>
    public static bool IsKnown(string path)
    {
        var name = path.LastIndexOf("].", StringComparison.Ordinal) is >= 0 and var end ? path[(end + 2)..] : path;
        return path.Length == 0
            || LeadFields.Table.TryFind(path, out _, out _)
            || (path.StartsWith("vehicles[", StringComparison.Ordinal) && VehicleFields.Table.TryFind(name, out _, out _));
    }

    private static void Compare(
        ReadOnlyMemory<byte> before,
        ReadOnlyMemory<byte> after,
        FieldTable table,
        string path,
        List<FieldChange> changes
    )
    {
        var old = LeadMembers.Read(before, table).Where(member => !member.IsNull).ToLookup(member => member.Key, StringComparer.Ordinal);
        var now = LeadMembers.Read(after, table).Where(member => !member.IsNull).ToLookup(member => member.Key, StringComparer.Ordinal);
        foreach (var key in old.Select(group => group.Key).Union(now.Select(group => group.Key)))
        {
            List<ReadOnlyMemory<byte>> from = [.. old[key].Select(member => member.Value)];
            List<ReadOnlyMemory<byte>> to = [.. now[key].Select(member => member.Value)];
            if (from.Count == to.Count && from.Zip(to).All(pair => LeadMembers.AreSame(pair.First.Span, pair.Second.Span)))
                continue;
            if (
                key == LeadFields.Vehicles.Name
                && path.Length == 0
                && from.Count == 1
                && to.Count == 1
                && CompareVehicles(from[0], to[0], changes)
            )
                continue;
            changes.Add(new FieldChange(path + key, FirstOther(from, to), FirstOther(to, from)));
        }
    }

    /// <returns>False if the vehicles cannot be compared one by one.</returns>
    private static bool CompareVehicles(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after, List<FieldChange> changes)
    {
        if (
            LeadMembers.ReadElements(before) is not { } old
            || LeadMembers.ReadElements(after) is not { } now
            || old.Count != now.Count
            || !old.Concat(now).All(vehicle => LeadMembers.IsObject(vehicle.Span))
        )
            return false;
        for (var i = 0; i < old.Count; i++)
            Compare(old[i], now[i], VehicleFields.Table, string.Create(CultureInfo.InvariantCulture, $"vehicles[{i}]."), changes);
        return true;
    }

    /// <summary>Of several values that one field was sent with, the first that is not the same on the other side.</summary>
    private static ReadOnlyMemory<byte> FirstOther(List<ReadOnlyMemory<byte>> values, List<ReadOnlyMemory<byte>> others) =>
        values.Count == 0 ? default
        : values.Find(value => !others.Any(other => LeadMembers.AreSame(value.Span, other.Span))) is { IsEmpty: false } found ? found
        : values[0];

    private static string ReadText(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        return reader.GetString()!;
    }

    private static void WriteValue(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        if (value.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(value.Span, skipInputValidation: true);
    }
}
