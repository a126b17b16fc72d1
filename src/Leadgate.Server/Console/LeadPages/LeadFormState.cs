using System.Buffers;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>The values of a lead in a form: those that are stored, and those that somebody typed over them.</summary>
internal sealed class LeadFormState
{
    /// <summary>More vehicles can be corrected over the API; a form with thousands of inputs helps nobody.</summary>
    public const int MaxVehicles = 20;

    private readonly ListCatalog _catalog;
    private readonly List<LeadMember> _members;
    private readonly List<ReadOnlyMemory<byte>> _vehicles;
    private readonly Dictionary<string, string> _stored = [];
    private readonly Dictionary<string, string> _typed = [];
    private readonly HashSet<int> _removed = [];

    /// <param name="source">The lead as it was sent and last corrected.</param>
    /// <param name="version">The version that it has so.</param>
    public LeadFormState(ReadOnlyMemory<byte> source, int version, ListCatalog catalog)
    {
        (Source, Version, _catalog) = (source, version, catalog);
        _members = LeadMembers.Read(source, LeadFields.Table);
        _vehicles =
            LeadMembers.ReadElements(FindValue(_members, LeadFields.Vehicles)) is { Count: <= MaxVehicles } elements
            && elements.TrueForAll(element => LeadMembers.IsObject(element.Span))
                ? elements
                : [];
        HasOtherVehicles = _vehicles.Count == 0 && FindValue(_members, LeadFields.Vehicles) is { Length: > 2 };
        foreach (var field in LeadFields.All.Where(field => field.Kind != FieldKind.Vehicles))
            Read(new LeadFieldKey(field, null), FindValue(_members, field));
        for (var i = 0; i < _vehicles.Count; i++)
        {
            var members = LeadMembers.Read(_vehicles[i], VehicleFields.Table);
            foreach (var field in VehicleFields.All)
                Read(new LeadFieldKey(field, i), FindValue(members, field));
        }
    }

    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>The version of the stored values. What was typed over them may not be saved over a later one.</summary>
    public int Version { get; }

    public ListCatalog Catalog => _catalog;

    /// <summary>The vehicles as they are stored, if the form can show them.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Vehicles => _vehicles;

    public int VehicleCount => _vehicles.Count;

    /// <summary>Whether there are vehicles that the form can't show: too many, or something else than objects.</summary>
    public bool HasOtherVehicles { get; }

    /// <summary>The fields of the lead and of its vehicles, and those of one vehicle that can be added.</summary>
    public IEnumerable<LeadFieldKey> Keys =>
        LeadFields
            .All.Where(one => one.Kind != FieldKind.Vehicles)
            .Select(one => new LeadFieldKey(one, null))
            .Concat(
                HasOtherVehicles
                    ? []
                    : Enumerable.Range(0, VehicleCount + 1).SelectMany(i => VehicleFields.All, (i, one) => new LeadFieldKey(one, i))
            );

    public bool IsRemoved(int vehicle) => _removed.Contains(vehicle);

    public static string GetRemoveName(int vehicle) => new LeadFieldKey(VehicleFields.All[0], vehicle).Path.Split('.')[0] + ".remove";

    public string GetStored(LeadFieldKey key) => _stored.GetValueOrDefault(key.Path, "");

    public string Get(LeadFieldKey key) => _typed.TryGetValue(key.Path, out var typed) ? typed : GetStored(key);

    public bool IsChanged(LeadFieldKey key) => Get(key) != GetStored(key);

    public bool HasChanges => _removed.Count > 0 || Keys.Any(IsChanged);

    /// <summary>Takes what was typed. A field that the form does not have stays as it is stored.</summary>
    /// <param name="findVehicle">Which vehicle of the form a vehicle is, if the form is older; null if it is none of them.</param>
    public void Type(Func<string, string?> find, Func<int, int?>? findVehicle = null)
    {
        var vehicles = Enumerable.Range(0, VehicleCount + 1).Select(i => findVehicle is null ? i : findVehicle(i)).ToList();
        foreach (var key in Keys)
        {
            var inForm = key.VehicleIndex is { } vehicle ? key with { VehicleIndex = vehicles[vehicle] } : key;
            if (inForm.VehicleIndex.HasValue == key.VehicleIndex.HasValue && find(inForm.Path) is { } typed)
                _typed[key.Path] = LeadFormText.Normalize(typed);
        }

        _removed.UnionWith(
            Enumerable.Range(0, VehicleCount).Where(i => vehicles[i] is { } inForm && find(GetRemoveName(inForm)) is not null)
        );
        MatchAgain();
    }

    /// <summary>What was typed into a field that the lead does not have, as <see cref="Type"/> would take it.</summary>
    public string Read(LeadFieldKey key, string typed)
    {
        var text = LeadFormText.Normalize(typed);
        return LeadFormText.FindItem(text) is null
            ? LeadFormText.FromText(key.Field, LeadFormText.GetText(text), _catalog, FindParent(key))
            : text;
    }

    /// <summary>
    /// Looks the texts of lists up once more, because a parent item may have been changed, and takes back items that it lacks.
    /// </summary>
    private void MatchAgain()
    {
        foreach (var key in Keys.Where(key => key.Field.Kind == FieldKind.List && Get(key).Length > 0))
        {
            var (typed, parent) = (Get(key), FindParent(key));
            if (LeadFormText.FindItem(typed) is not { } value)
                _typed[key.Path] = LeadFormText.FromText(key.Field, LeadFormText.GetText(typed), _catalog, parent);
            else if (key.Field.Parent is not null && _catalog[key.Field.List!].Find(value) is { } item && item.ParentValue != parent)
                _typed[key.Path] = "=" + item.Label;
        }
    }

    /// <summary>The value of the parent item, or null.</summary>
    public int? FindParent(LeadFieldKey key) =>
        key.Field.Parent is { } parent ? LeadFormText.FindItem(Get(new LeadFieldKey(parent, null))) : null;

    public string Show(LeadFieldKey key, string typed, bool arabic) => LeadFormText.Show(key.Field, typed, _catalog, arabic);

    /// <summary>The items that a field can have now; null if the parent item is not chosen, or the list is not asked for items.</summary>
    public IReadOnlyList<ListItem>? FindItems(LeadFieldKey key)
    {
        if (key.Field.Kind != FieldKind.List)
            return null;
        var list = _catalog[key.Field.List!];
        return key.Field.Parent is null ? list.Active
            : FindParent(key) is { } parent ? list.GetActiveChildren(parent)
            : [];
    }

    /// <summary>What was typed, as a merge patch.</summary>
    public LeadPatch CreatePatch()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var key in Keys.Where(key => key.VehicleIndex is null && IsChanged(key)))
            {
                json.WritePropertyName(key.Field.Name);
                LeadFormText.Write(json, key.Field, Get(key), _catalog, FindParent(key));
            }

            if (_removed.Count > 0 || Keys.Any(key => key.VehicleIndex is not null && IsChanged(key)))
                WriteVehicles(json);
            json.WriteEndObject();
        }

        return LeadPatch.Read(buffer.WrittenMemory)!;
    }

    private void WriteVehicles(Utf8JsonWriter json)
    {
        json.WriteStartArray(LeadFields.Vehicles.Name);
        for (var i = 0; i <= VehicleCount; i++)
        {
            var changed = VehicleFields.All.Select(field => new LeadFieldKey(field, i)).Where(IsChanged).ToList();
            if (IsRemoved(i) || (i == VehicleCount && changed.Count == 0))
                continue;
            var members = i < VehicleCount ? LeadMembers.Read(_vehicles[i], VehicleFields.Table) : [];
            var kept = members.Where(member => !changed.Exists(key => ReferenceEquals(key.Field, member.Field)));
            var typed = changed.Where(key => Get(key).Length > 0).Select(CreateMember);
            json.WriteRawValue(LeadMembers.Write([.. kept, .. typed]), skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private LeadMember CreateMember(LeadFieldKey key)
    {
        var value = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(value, WireJson.WriterOptions))
            LeadFormText.Write(json, key.Field, Get(key), _catalog, FindParent(key));
        return new LeadMember(key.Field.Name, key.Field, Encoding.UTF8.GetBytes($"\"{key.Field.Name}\""), value.WrittenMemory);
    }

    private void Read(LeadFieldKey key, ReadOnlyMemory<byte> json) =>
        _stored[key.Path] = LeadFormText.FromJson(key.Field, json, _catalog, FindParent(key));

    private static ReadOnlyMemory<byte> FindValue(List<LeadMember> members, LeadField field) =>
        members.Find(member => ReferenceEquals(member.Field, field) && !member.IsNull)?.Value ?? default;
}
