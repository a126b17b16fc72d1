namespace Leadgate.Domain.Leads;

/// <summary>Collects the errors and warnings of the lead that is being validated.</summary>
internal sealed class IssueCollector
{
    private readonly List<Issue> _errors = [];
    private readonly List<Issue> _warnings = [];

    /// <summary>A bit for each field of the lead, and of the current vehicle, by its ordinal.</summary>
    private ulong _failedFields;
    private ulong _failedVehicleFields;
    private byte[]? _copy;

    public int WarningCount => _warnings.Count;

    public bool HadErrors { get; private set; }

    public void Reset(ReadOnlySpan<byte> json)
    {
        _errors.Clear();
        _warnings.Clear();
        _failedFields = 0;
        _copy = null;
        HadErrors = false;
        ArgumentOutOfRangeException.ThrowIfZero(json.Length);
    }

    /// <summary>A part of the lead that outlives the buffer of the body. The lead is copied once for all its issues.</summary>
    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> json, int start, int length) => (_copy ??= json.ToArray()).AsMemory(start, length);

    public void Add(Issue issue) => (issue.Code.IsWarning ? _warnings : _errors).Add(issue);

    public void BeginVehicle() => _failedVehicleFields = 0;

    /// <summary>Adds an error unless the field already has one (promise 7.3).</summary>
    public void AddError(Issue issue)
    {
        if (issue.Field is null || !HasFailed(issue.Field, issue.VehicleIndex))
            Add(issue);
        if (issue.Field is not null)
            MarkUndetermined(issue.Field, issue.VehicleIndex);
    }

    /// <summary>Marks a field that cannot be validated because its parent field has an error.</summary>
    public void MarkUndetermined(LeadField field, int? vehicleIndex)
    {
        if (vehicleIndex is null)
            _failedFields |= 1UL << field.Ordinal;
        else
            _failedVehicleFields |= 1UL << field.Ordinal;
    }

    public bool HasFailed(LeadField field, int? vehicleIndex) =>
        ((vehicleIndex is null ? _failedFields : _failedVehicleFields) & (1UL << field.Ordinal)) != 0;

    public void TruncateWarnings(int count) => _warnings.RemoveRange(count, _warnings.Count - count);

    public IReadOnlyList<Issue> TakeErrors()
    {
        HadErrors = _errors.Count > 0;
        return HadErrors ? _errors.ToArray() : [];
    }

    public IReadOnlyList<Issue> TakeWarnings() => _warnings.Count > 0 ? _warnings.ToArray() : [];
}
