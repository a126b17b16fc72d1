using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>What a lead was when a form was opened, as the revisions since then say. Its vehicles have the indexes of that form.</summary>
internal sealed class LeadBefore
{
    private readonly LeadFormState _now;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _fields = [];

    /// <summary>All vehicles, if some were added or removed since; otherwise null.</summary>
    private readonly List<ReadOnlyMemory<byte>>? _vehicles;

    /// <summary>For each vehicle of now, which one of the form it is.</summary>
    private readonly int?[] _indexes;

    /// <summary>The vehicles of now that surely are those, because they are the same as before.</summary>
    private readonly HashSet<int> _same = [];

    /// <param name="since">The revisions since the form was opened, the oldest first.</param>
    /// <param name="now">The lead as it is stored now.</param>
    /// <param name="find">What the form has in a field.</param>
    public LeadBefore(IEnumerable<LeadRevision> since, LeadFormState now, Func<string, string?> find)
    {
        _now = now;
        foreach (var change in since.SelectMany(revision => LeadChanges.Read(revision.Changes)))
        {
            // What was changed in a vehicle later is about other indexes.
            if (change.Field == LeadFields.Vehicles.Name)
                _vehicles ??= LeadMembers.ReadElements(change.From) ?? [];
            else if (_vehicles is null || !change.Field.StartsWith(LeadFields.Vehicles.Name + "[", StringComparison.Ordinal))
                _fields.TryAdd(change.Field, change.From);
        }

        _indexes = _vehicles is null ? [.. Enumerable.Range(0, now.VehicleCount)] : Match(_vehicles, find);
    }

    /// <summary>Whether vehicles were added or removed.</summary>
    public bool HasOtherVehicles => _vehicles is not null;

    private int VehicleCount => _vehicles?.Count ?? _now.VehicleCount;

    /// <summary>The vehicles of the form that are there no more, and the one that was to be added if there is no place for it.</summary>
    public IEnumerable<int> MissingVehicles =>
        Enumerable.Range(0, VehicleCount + (_now.HasOtherVehicles ? 1 : 0)).Where(vehicle => !_indexes.Contains(vehicle));

    /// <summary>Which vehicle of the form a vehicle of now is; null if the form did not have it.</summary>
    public int? FindVehicle(int vehicle) =>
        vehicle < _indexes.Length ? _indexes[vehicle]
        : _indexes.Contains(VehicleCount) ? null
        : VehicleCount;

    /// <summary>Whether a vehicle of now is the same as the one of the form that it is taken for; if not, it may be another.</summary>
    public bool IsSame(int vehicle) => _same.Contains(vehicle);

    /// <summary>Whether somebody has changed a field since.</summary>
    public bool HasChanged(LeadFieldKey key) => _fields.ContainsKey(key.Path) || (key.VehicleIndex is not null && _vehicles is not null);

    /// <summary>The value of a field as the form had it.</summary>
    public string Get(LeadFieldKey key) =>
        !HasChanged(key)
            ? _now.GetStored(key)
            : LeadFormText.FromJson(
                key.Field,
                _fields.TryGetValue(key.Path, out var json) ? json : FindInVehicle(key),
                _now.Catalog,
                key.Field.Parent is { } parent ? LeadFormText.FindItem(Get(new LeadFieldKey(parent, null))) : null
            );

    private ReadOnlyMemory<byte> FindInVehicle(LeadFieldKey key) =>
        key.VehicleIndex is { } index && index < _vehicles!.Count
            ? LeadMembers.Read(_vehicles[index], VehicleFields.Table).Find(member => ReferenceEquals(member.Field, key.Field))?.Value
                ?? default
            : default;

    /// <summary>
    /// Vehicles have no ids: one that is the same as before is that one. The others follow each other as before, and are rather those that
    /// the form keeps or adds than those that it removes, because a form may have been sent twice.
    /// </summary>
    private int?[] Match(List<ReadOnlyMemory<byte>> before, Func<string, string?> find)
    {
        var now = _now.Vehicles;
        var (matches, left) = (new int?[now.Count], Enumerable.Range(0, before.Count).OrderBy(IsMarked).ToList());
        for (var i = 0; i < now.Count; i++)
        {
            if (left.FindIndex(other => LeadMembers.AreSame(before[other].Span, now[i].Span)) is >= 0 and var same)
            {
                Take(i, same);
                _same.Add(i);
            }
        }

        if (VehicleFields.All.Any(field => !string.IsNullOrWhiteSpace(find(new LeadFieldKey(field, before.Count).Path))))
            left.Add(before.Count);
        left = [.. left.OrderBy(IsMarked)];
        for (var i = 0; i < now.Count; i++)
        {
            if (matches[i] is null && left.Count > 0)
                Take(i, 0);
        }

        return matches;

        bool IsMarked(int vehicle) => find(LeadFormState.GetRemoveName(vehicle)) is not null;

        void Take(int vehicle, int position)
        {
            matches[vehicle] = left[position];
            left.RemoveAt(position);
        }
    }
}
