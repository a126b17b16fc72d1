using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Reads and validates leads against one snapshot of the lists. One validator is used for all leads of a bulk and reuses its buffers;
/// it is not thread-safe.
/// </summary>
internal sealed class LeadValidator
{
    /// <summary>All unknown properties of a lead are stored, but only so many get a warning.</summary>
    public const int MaxUnknownWarnings = 50;

    private readonly LeadRules _rules;
    private readonly ListCatalog _catalog;
    private readonly RawObject _lead = new(LeadFields.Table);
    private readonly RawObject _vehicle = new(VehicleFields.Table);
    private readonly List<(RawValue Value, int Index)> _vehicles = [];
    private readonly Dictionary<string, string?> _nearestNames = new(StringComparer.Ordinal);
    private readonly IssueCollector _issues;
    private readonly FieldReader _fields;
    private readonly FieldValue _company;
    private LeadMemory _memory = new();
    private IReadOnlyList<CellFault> _faults = [];
    private int? _line;

    public LeadValidator(ListCatalog catalog, LeadRules rules, DateTimeOffset now)
    {
        _rules = rules;
        _company = FieldValue.From(rules.Company);
        _catalog = catalog;
        _issues = new IssueCollector();
        _fields = new FieldReader(catalog, rules, now, _issues, _lead);
    }

    /// <summary>The lists that leads are validated against.</summary>
    public ListCatalog Catalog => _catalog;

    /// <summary>Validates a lead whose memory is not returned to the pool.</summary>
    public Lead Validate(int index, ReadOnlySpan<byte> json) => Validate(index, json, new LeadMemory());

    /// <summary>
    /// Validates a lead, which is returned whatever its errors are (promise 6.4). The JSON is one complete, valid value in valid UTF-8.
    /// </summary>
    public Lead Validate(int index, ReadOnlySpan<byte> json, LeadMemory memory) => Validate(index, json, memory, []);

    /// <summary>Validates a lead of a file.</summary>
    /// <param name="faults">What the file could not give: each is the only error of its field.</param>
    /// <param name="line">See <see cref="Lead.Line"/>.</param>
    public Lead Validate(int index, ReadOnlySpan<byte> json, LeadMemory memory, IReadOnlyList<CellFault> faults, int? line = null)
    {
        (_faults, _line) = (faults, line);
        _issues.Reset(json);
        _fields.UseMemory(memory);
        _memory = memory;
        if (json[0] != (byte)'{')
        {
            _issues.Add(new Issue { Code = IssueCode.InvalidType, Value = _issues.Copy(json, 0, json.Length) });
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
                vehicles = ReadAllVehicles(json, values);
            else if (ReferenceEquals(field, LeadFields.Branch) && _lead[field].IsAbsent && FindFault(field, null) is null)
                routed = TryRoute(values);
            else
                ReadField(field, _lead, json, values, values, null);
        }

        if (
            values[LeadFields.Company.Ordinal].IsAbsent
            && _lead[LeadFields.Company].IsAbsent
            && !_issues.HasFailed(LeadFields.Company, null)
        )
            values[LeadFields.Company.Ordinal] = _company;
        var extra = CollectUnknown(_lead, LeadFields.Table, json, null);
        return Finish(index, fields, vehicles, routed, extra, json);
    }

    /// <summary>A lead that could not be read: it has one error, which says why.</summary>
    /// <param name="json">What was sent, as one JSON value that is not an object.</param>
    public Lead Reject(int index, ReadOnlySpan<byte> json, IssueWording wording, LeadMemory memory, int? line)
    {
        _line = line;
        _issues.Reset(json);
        _issues.Add(
            new Issue
            {
                Code = IssueCode.InvalidType,
                Value = _issues.Copy(json, 0, json.Length),
                Wording = wording,
            }
        );
        return Finish(index, memory.TakeFields(LeadFields.All.Count), [], false, default, json);
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
            Line = _line,
            Fields = fields,
            Vehicles = vehicles,
            BranchRouted = routed,
            Errors = _issues.TakeErrors(),
            Warnings = _issues.TakeWarnings(),
            Extra = extra,
            SentJson = _issues.HadErrors ? _issues.Copy(json, 0, json.Length) : default,
        };

    private void ReadField(
        LeadField field,
        RawObject source,
        ReadOnlySpan<byte> json,
        Span<FieldValue> values,
        ReadOnlySpan<FieldValue> lead,
        int? vehicleIndex
    )
    {
        var raw = source[field];
        if (FindFault(field, vehicleIndex) is { } fault)
        {
            values[field.Ordinal] = ReadFaulty(fault, source, json, lead);
            return;
        }

        if (raw.IsAbsent)
        {
            if (IsMandatory(field, lead))
                Require(field, source, vehicleIndex);
            return;
        }

        var value = _fields.Read(field, raw, json, lead, vehicleIndex);
        values[field.Ordinal] = value;
        if (source.Repeats.Count > 0)
            CheckRepeatedValues(field, value, source, json, lead, vehicleIndex);
    }

    private CellFault? FindFault(LeadField field, int? vehicleIndex)
    {
        for (var i = 0; i < _faults.Count; i++)
        {
            if (ReferenceEquals(_faults[i].Field, field) && _faults[i].VehicleIndex == vehicleIndex)
                return _faults[i];
        }

        return null;
    }

    /// <summary>
    /// A text is returned as far as the cell had one, so that the lead can be shown. Nothing else of such a cell is believed.
    /// </summary>
    private FieldValue ReadFaulty(CellFault fault, RawObject source, ReadOnlySpan<byte> json, ReadOnlySpan<FieldValue> lead)
    {
        var raw = source[fault.Field];
        Fail(fault, source.GetName(fault.Field), raw.IsAbsent ? default : _issues.Copy(json, raw.Start, raw.Length));
        if (raw.IsAbsent)
            return default;
        var warnings = _issues.WarningCount;
        var value = _fields.Read(fault.Field, raw, json, lead, fault.VehicleIndex);
        _issues.TruncateWarnings(warnings);
        return value.IsText ? value : default;
    }

    private void Fail(CellFault fault, string name, ReadOnlyMemory<byte> value) =>
        _issues.AddError(
            new Issue
            {
                Code = fault.Code,
                Field = fault.Field,
                Name = name,
                VehicleIndex = fault.VehicleIndex,
                Value = value,
                Suggestion = fault.Suggestion,
            }
        );

    /// <summary>A field may be sent more than once, under one or both of its names, if all values are the same (promise 5.1).</summary>
    private void CheckRepeatedValues(
        LeadField field,
        FieldValue value,
        RawObject source,
        ReadOnlySpan<byte> json,
        ReadOnlySpan<FieldValue> lead,
        int? vehicleIndex
    )
    {
        foreach (var (repeated, raw) in source.Repeats)
        {
            if (!ReferenceEquals(repeated, field) || _issues.HasFailed(field, vehicleIndex))
                continue;
            var warnings = _issues.WarningCount;
            var other = _fields.Read(field, raw, json, lead, vehicleIndex);
            _issues.TruncateWarnings(warnings);
            if (_issues.HasFailed(field, vehicleIndex) || other == value)
                continue;
            _issues.AddError(
                new Issue
                {
                    Code = IssueCode.Conflict,
                    Field = field,
                    Name = source.GetName(field),
                    SecondName =
                        raw.IsOtherName == source[field].IsOtherName ? null
                        : raw.IsOtherName ? field.OtherName
                        : field.Name,
                    VehicleIndex = vehicleIndex,
                    Value = _issues.Copy(json, raw.Start, raw.Length),
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

        // A sender cannot send an item if the list has none for the parent item (promise 4.6).
        return isMandatory && (field.Parent is null || _fields.GetParent(field, lead).Kind != ParentKind.WithoutItems);
    }

    private void Require(LeadField field, RawObject source, int? vehicleIndex)
    {
        var name = source.GetName(field);
        _issues.AddError(
            (vehicleIndex is null ? MissingFields.Find(name) : null)
                ?? new Issue
                {
                    Code = IssueCode.Required,
                    Field = field,
                    Name = name,
                    VehicleIndex = vehicleIndex,
                }
        );
    }

    /// <summary>
    /// Sets a missing branch (promise 5.5). If the brand is missing or has an error, only that is reported: once it is corrected, the lead
    /// can be routed (promise 4.7).
    /// </summary>
    private bool TryRoute(Span<FieldValue> values)
    {
        if (values[LeadFields.Ou.Ordinal].Item is not { } brand)
            return false;

        var branch = BranchRouting.FindBranch(
            _catalog,
            brand,
            values[LeadFields.CustomerRegion.Ordinal].Item,
            values[LeadFields.CustomerCity.Ordinal].Item
        );
        if (branch is not null)
            values[LeadFields.Branch.Ordinal] = FieldValue.From(branch);
        else if (IsMandatory(LeadFields.Branch, values))
            Require(LeadFields.Branch, _lead, null);
        return branch is not null;
    }

    /// <summary>Reads the vehicles, and adds the faults of those that are not there because nothing of them could be read.</summary>
    private Vehicle[] ReadAllVehicles(ReadOnlySpan<byte> json, ReadOnlySpan<FieldValue> lead)
    {
        if (FindFault(LeadFields.Vehicles, null) is { } whole)
        {
            Fail(whole, whole.Field.Name, default);
            return [];
        }

        var vehicles = ReadVehicles(json, lead);
        if (_faults.Count == 0 || _issues.HasFailed(LeadFields.Vehicles, null))
            return vehicles;
        foreach (var fault in _faults.Where(IsOfMissingVehicle).OrderBy(fault => (fault.VehicleIndex, fault.Field.Ordinal)))
        {
            _issues.BeginVehicle();
            Fail(fault, fault.Field.Name, default);
        }

        return vehicles;

        bool IsOfMissingVehicle(CellFault fault) => fault.VehicleIndex >= vehicles.Length;
    }

    private Vehicle[] ReadVehicles(ReadOnlySpan<byte> json, ReadOnlySpan<FieldValue> lead)
    {
        var field = LeadFields.Vehicles;
        var raw = _lead[field];
        if (raw.IsAbsent)
            return [];
        foreach (var (repeated, other) in _lead.Repeats)
        {
            if (!ReferenceEquals(repeated, field) || other.SliceOf(json).SequenceEqual(raw.SliceOf(json)))
                continue;
            _issues.AddError(
                new Issue
                {
                    Code = IssueCode.Conflict,
                    Field = field,
                    Name = field.Name,
                    Value = _issues.Copy(json, raw.Start, raw.Length),
                }
            );
            return [];
        }

        if (raw.Type != JsonTokenType.StartArray)
        {
            _issues.AddError(
                new Issue
                {
                    Code = IssueCode.InvalidType,
                    Field = field,
                    Name = field.Name,
                    Value = _issues.Copy(json, raw.Start, raw.Length),
                }
            );
            return [];
        }

        FindVehicles(raw.SliceOf(json), raw.Start);
        if (_vehicles.Count > _rules.MaxVehicles)
        {
            _issues.AddError(
                new Issue
                {
                    Code = IssueCode.OutOfRange,
                    Field = field,
                    Name = field.Name,
                    Value = _issues.Copy(json, raw.Start, raw.Length),
                    Limit = _rules.MaxVehicles,
                }
            );
            return [];
        }

        var vehicles = new Vehicle[_vehicles.Count];
        foreach (var (value, index) in _vehicles)
            vehicles[index] = ReadVehicle(json, value, index, lead);
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

    private Vehicle ReadVehicle(ReadOnlySpan<byte> json, RawValue raw, int vehicleIndex, ReadOnlySpan<FieldValue> lead)
    {
        _issues.BeginVehicle();
        var values = _memory.TakeFields(VehicleFields.All.Count);
        if (raw.Type != JsonTokenType.StartObject)
        {
            _issues.AddError(
                new Issue
                {
                    Code = IssueCode.InvalidType,
                    VehicleIndex = vehicleIndex,
                    Value = _issues.Copy(json, raw.Start, raw.Length),
                }
            );
            return new Vehicle(values, default);
        }

        _vehicle.Read(json.Slice(0, raw.Start + raw.Length), raw.Start);
        foreach (var field in VehicleFields.All)
            ReadField(field, _vehicle, json, values.Span, lead, vehicleIndex);
        return new Vehicle(values, CollectUnknown(_vehicle, VehicleFields.Table, json, vehicleIndex));
    }

    /// <summary>Collects the unknown properties as one JSON object and adds a warning for each (promise 5.6).</summary>
    private ReadOnlyMemory<byte> CollectUnknown(RawObject source, FieldTable table, ReadOnlySpan<byte> json, int? vehicleIndex)
    {
        if (source.Unknown.Count == 0)
            return default;
        var extra = new List<byte> { (byte)'{' };
        foreach (var property in source.Unknown)
        {
            if (extra.Count > 1)
                extra.Add((byte)',');
            extra.AddRange(property.Whole.SliceOf(json));
            if (table.IsTolerated(property.Name) || _issues.WarningCount >= MaxUnknownWarnings)
                continue;
            _issues.Add(
                new Issue
                {
                    Code = IssueCode.UnknownField,
                    Name = property.Name,
                    VehicleIndex = vehicleIndex,
                    Value = _issues.Copy(json, property.Value.Start, property.Value.Length),
                    Suggestion = NearestName(table, property.Name),
                }
            );
        }

        extra.Add((byte)'}');
        return extra.ToArray();
    }

    /// <summary>Cached, because the leads of a bulk tend to have the same unknown properties.</summary>
    private string? NearestName(FieldTable table, string name)
    {
        if (_nearestNames.Count > 1000)
            _nearestNames.Clear();
        var key = (ReferenceEquals(table, LeadFields.Table) ? "lead." : "vehicle.") + name;
        return _nearestNames.TryGetValue(key, out var nearest) ? nearest : _nearestNames[key] = table.FindNearestName(name);
    }
}
