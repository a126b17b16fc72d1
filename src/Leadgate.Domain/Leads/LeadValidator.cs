using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Reads and checks leads against one snapshot of the lists. One checker serves the leads of a bulk one after the other and uses
/// its buffers again; it is not for several threads.
/// </summary>
internal sealed class LeadValidator
{
    /// <summary>A lead of thousands of unknown properties is kept whole, but only so many are named in its warnings.</summary>
    public const int MaxUnknownWarnings = 50;

    private readonly LeadRules _rules;
    private readonly ListCatalog _catalog;
    private readonly RawObject _lead = new(LeadFields.Table);
    private readonly RawObject _vehicle = new(VehicleFields.Table);
    private readonly List<(RawValue Value, int Vehicle)> _vehicles = [];
    private readonly Dictionary<string, string> _nearestNames = new(StringComparer.Ordinal);
    private readonly IssueCollector _state;
    private readonly FieldReader _fields;
    private readonly FieldValue _company;
    private LeadMemory _memory = new();

    /// <summary>Makes a checker.</summary>
    /// <param name="catalog">The lists, the same for all leads of a bulk.</param>
    /// <param name="rules">The settings.</param>
    /// <param name="now">The present moment; a date of birth is not after it.</param>
    public LeadValidator(ListCatalog catalog, LeadRules rules, DateTimeOffset now)
    {
        _rules = rules;
        _company = FieldValue.From(rules.Company);
        _catalog = catalog;
        _state = new IssueCollector();
        _fields = new FieldReader(catalog, rules, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Zone).DateTime), _state);
    }

    /// <summary>Reads and checks one lead that nobody gives back the memory of.</summary>
    /// <param name="index">Its place in the request.</param>
    /// <param name="json">Its JSON: one complete, valid JSON value in valid UTF-8.</param>
    public Lead Validate(int index, ReadOnlySpan<byte> json) => Validate(index, json, new LeadMemory());

    /// <summary>Reads and checks one lead. Whatever is wrong with it, a lead comes back (promise 6.4).</summary>
    /// <param name="index">Its place in the request.</param>
    /// <param name="json">Its JSON: one complete, valid JSON value in valid UTF-8.</param>
    /// <param name="memory">What the lead keeps its values in.</param>
    public Lead Validate(int index, ReadOnlySpan<byte> json, LeadMemory memory)
    {
        _state.Reset(json);
        _fields.UseMemory(memory);
        _memory = memory;
        if (json[0] != (byte)'{')
        {
            _state.Add(new Issue { Code = IssueCode.InvalidType, Value = _state.Copy(json, 0, json.Length) });
            return Finish(index, memory.TakeFields(LeadFields.All.Count), [], false, default, json);
        }

        _lead.Read(json, 0);
        var fields = memory.TakeFields(LeadFields.All.Count);
        var values = fields.Span;
        var vehicles = Array.Empty<Vehicle>();
        var routed = false;
        foreach (var field in LeadFields.All)
        {
            if (field.Kind == FieldKind.Vehicles)
                vehicles = CheckVehicles(json, values);
            else if (ReferenceEquals(field, LeadFields.Branch) && _lead[field].IsAbsent)
                routed = TryRoute(values);
            else
                CheckField(field, _lead, json, values, values, null);
        }

        if (values[LeadFields.Company.Ordinal].IsAbsent && _lead[LeadFields.Company].IsAbsent)
            values[LeadFields.Company.Ordinal] = _company;
        var extra = WarnOfUnknown(_lead, LeadFields.Table, json, null);
        return Finish(index, fields, vehicles, routed, extra, json);
    }

    private Lead Finish(
        int index,
        ReadOnlyMemory<FieldValue> fields,
        Vehicle[] vehicles,
        bool routed,
        ReadOnlyMemory<byte> extra,
        ReadOnlySpan<byte> json
    ) =>
        new()
        {
            Index = index,
            Fields = fields,
            Vehicles = vehicles,
            BranchRouted = routed,
            Errors = _state.TakeErrors(),
            Warnings = _state.TakeWarnings(),
            Extra = extra,
            SentJson = _state.HadErrors ? _state.Copy(json, 0, json.Length) : default,
        };

    private void CheckField(
        LeadField field,
        RawObject from,
        ReadOnlySpan<byte> json,
        Span<FieldValue> into,
        ReadOnlySpan<FieldValue> lead,
        int? vehicle
    )
    {
        var raw = from[field];
        if (raw.IsAbsent)
        {
            if (IsMandatory(field, lead))
                Require(field, vehicle);
            return;
        }

        var value = _fields.Read(field, raw, json, lead, vehicle);
        into[field.Ordinal] = value;
        if (from.Repeats.Count > 0)
            CheckRepeats(field, value, from, json, lead, vehicle);
    }

    /// <summary>A field may be given twice, under both its names or one, if all its values agree (promise 5.1).</summary>
    private void CheckRepeats(
        LeadField field,
        FieldValue value,
        RawObject from,
        ReadOnlySpan<byte> json,
        ReadOnlySpan<FieldValue> lead,
        int? vehicle
    )
    {
        foreach (var (repeated, raw) in from.Repeats)
        {
            if (!ReferenceEquals(repeated, field) || _state.HasFailed(field, vehicle))
                continue;
            var warnings = _state.WarningCount;
            var other = _fields.Read(field, raw, json, lead, vehicle);
            _state.TruncateWarnings(warnings);
            if (_state.HasFailed(field, vehicle) || other == value)
                continue;
            _state.AddFieldError(
                new Issue
                {
                    Code = IssueCode.Conflict,
                    Field = field,
                    Name = field.Name,
                    VehicleIndex = vehicle,
                    Value = _state.Copy(json, raw.Start, raw.Length),
                }
            );
        }
    }

    private bool IsMandatory(LeadField field, ReadOnlySpan<FieldValue> lead)
    {
        var leadType = lead[LeadFields.LeadType.Ordinal].Item?.Value;
        var isMandatory = field.Mandatory switch
        {
            Mandatory.Always => true,
            Mandatory.WhenIndividual => leadType == CustomerTypes.Individual,
            Mandatory.WhenCompany => leadType == CustomerTypes.Company,
            _ => false,
        };

        // Where nobody has entered the parent's items, nobody can be asked for one (promise 4.6).
        return isMandatory && (field.Parent is null || _fields.GetParent(field, lead).Kind != ParentKind.WithoutItems);
    }

    private void Require(LeadField field, int? vehicle) =>
        _state.AddFieldError(
            new Issue
            {
                Code = IssueCode.Required,
                Field = field,
                Name = field.Name,
                VehicleIndex = vehicle,
            }
        );

    /// <summary>Fills a missing branch (promise 5.5). A brand that is itself wrong is told alone: mended, it will be routed.</summary>
    private bool TryRoute(Span<FieldValue> values)
    {
        if (values[LeadFields.Ou.Ordinal].Item is not { } brand)
        {
            if (_lead[LeadFields.Ou].IsAbsent)
                Require(LeadFields.Branch, null);
            return false;
        }

        var branch = BranchRouting.FindBranch(
            _catalog,
            brand,
            values[LeadFields.CustomerRegion.Ordinal].Item,
            values[LeadFields.CustomerCity.Ordinal].Item
        );
        if (branch is not null)
            values[LeadFields.Branch.Ordinal] = FieldValue.From(branch);
        else if (IsMandatory(LeadFields.Branch, values))
            Require(LeadFields.Branch, null);
        return branch is not null;
    }

    private Vehicle[] CheckVehicles(ReadOnlySpan<byte> json, ReadOnlySpan<FieldValue> lead)
    {
        var field = LeadFields.Vehicles;
        var raw = _lead[field];
        if (raw.IsAbsent)
            return [];
        foreach (var (repeated, other) in _lead.Repeats)
        {
            if (!ReferenceEquals(repeated, field) || other.SliceOf(json).SequenceEqual(raw.SliceOf(json)))
                continue;
            _state.AddFieldError(
                new Issue
                {
                    Code = IssueCode.Conflict,
                    Field = field,
                    Name = field.Name,
                    Value = _state.Copy(json, raw.Start, raw.Length),
                }
            );
            return [];
        }

        if (raw.Type != JsonTokenType.StartArray)
        {
            _state.AddFieldError(
                new Issue
                {
                    Code = IssueCode.InvalidType,
                    Field = field,
                    Name = field.Name,
                    Value = _state.Copy(json, raw.Start, raw.Length),
                }
            );
            return [];
        }

        FindVehicles(raw.SliceOf(json), raw.Start);
        if (_vehicles.Count > _rules.MaxVehicles)
        {
            _state.AddFieldError(
                new Issue
                {
                    Code = IssueCode.OutOfRange,
                    Field = field,
                    Name = field.Name,
                    Value = _state.Copy(json, raw.Start, raw.Length),
                    Limit = _rules.MaxVehicles,
                }
            );
            return [];
        }

        var vehicles = new Vehicle[_vehicles.Count];
        foreach (var (value, place) in _vehicles)
            vehicles[place] = CheckVehicle(json, value, place, lead);
        return vehicles;
    }

    private void FindVehicles(ReadOnlySpan<byte> array, int start)
    {
        _vehicles.Clear();
        var reader = new Utf8JsonReader(array);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var (type, first) = (reader.TokenType, (int)reader.TokenStartIndex);
            reader.Skip();
            _vehicles.Add((new RawValue(type, start + first, (int)reader.BytesConsumed - first, false), _vehicles.Count));
        }
    }

    private Vehicle CheckVehicle(ReadOnlySpan<byte> json, RawValue raw, int place, ReadOnlySpan<FieldValue> lead)
    {
        _state.BeginVehicle();
        var values = _memory.TakeFields(VehicleFields.All.Count);
        if (raw.Type != JsonTokenType.StartObject)
        {
            _state.AddFieldError(
                new Issue
                {
                    Code = IssueCode.InvalidType,
                    VehicleIndex = place,
                    Value = _state.Copy(json, raw.Start, raw.Length),
                }
            );
            return new Vehicle(values, default);
        }

        _vehicle.Read(json.Slice(0, raw.Start + raw.Length), raw.Start);
        foreach (var field in VehicleFields.All)
            CheckField(field, _vehicle, json, values.Span, lead, place);
        return new Vehicle(values, WarnOfUnknown(_vehicle, VehicleFields.Table, json, place));
    }

    /// <summary>Keeps the properties that are no field as one JSON object, and warns of each (promise 5.6).</summary>
    private ReadOnlyMemory<byte> WarnOfUnknown(RawObject from, FieldTable table, ReadOnlySpan<byte> json, int? vehicle)
    {
        if (from.Unknown.Count == 0)
            return default;
        var extra = new List<byte> { (byte)'{' };
        foreach (var property in from.Unknown)
        {
            if (extra.Count > 1)
                extra.Add((byte)',');
            extra.AddRange(property.Whole.SliceOf(json));
            if (table.IsTolerated(property.Name) || _state.WarningCount >= MaxUnknownWarnings)
                continue;
            _state.Add(
                new Issue
                {
                    Code = IssueCode.UnknownField,
                    Name = property.Name,
                    VehicleIndex = vehicle,
                    Value = _state.Copy(json, property.Value.Start, property.Value.Length),
                    Suggestion = NearestName(table, property.Name),
                }
            );
        }

        extra.Add((byte)'}');
        return extra.ToArray();
    }

    /// <summary>The leads of a bulk tend to have the same unknown properties.</summary>
    private string NearestName(FieldTable table, string name)
    {
        if (_nearestNames.Count > 1000)
            _nearestNames.Clear();
        var key = (ReferenceEquals(table, LeadFields.Table) ? "lead." : "vehicle.") + name;
        return _nearestNames.TryGetValue(key, out var nearest) ? nearest : _nearestNames[key] = table.FindNearestName(name);
    }
}
