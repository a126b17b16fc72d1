using System.Diagnostics.CodeAnalysis;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Intake;

/// <summary>
/// The leads of a bulk that is being read, whatever its format: each is completed, validated and counted as it comes. Not thread-safe.
/// </summary>
internal sealed class BulkLeads
{
    private readonly LeadValidator _validator;
    private readonly BulkLimits _limits;
    private readonly List<Lead> _leads = [];
    private readonly LeadMemory _memory = new();
    private LeadCompletion? _completion;

    public BulkLeads(LeadValidator validator, BulkLimits limits, LeadDefaults? defaults = null)
    {
        (_validator, _limits) = (validator, limits);
        UseDefaults(defaults ?? LeadDefaults.None);
    }

    /// <summary>Values for the leads that have none of their own.</summary>
    public LeadDefaults Defaults { get; private set; }

    /// <summary>The lists that the leads are validated against.</summary>
    public ListCatalog Catalog => _validator.Catalog;

    public int Count => _leads.Count;

    /// <summary>See <see cref="IBulkReader.MemoryOfLeads"/>.</summary>
    public long MemoryUsed { get; private set; }

    /// <summary>Sets the defaults, for a format that has some of its own.</summary>
    [MemberNotNull(nameof(Defaults))]
    public void UseDefaults(LeadDefaults defaults)
    {
        Defaults = defaults;
        _completion = defaults.Values.Count > 0 ? new LeadCompletion(defaults) : null;
    }

    /// <summary>Validates and adds a lead.</summary>
    /// <param name="json">The lead as one complete, valid JSON value in valid UTF-8.</param>
    /// <returns>Why the bulk is refused: there are too many. Otherwise null.</returns>
    public BulkRefusal? TryAdd(ReadOnlySpan<byte> json) => TryAdd(json, [], null);

    /// <param name="faults">What the body could not give.</param>
    /// <param name="line">See <see cref="Lead.Line"/>.</param>
    public BulkRefusal? TryAdd(ReadOnlySpan<byte> json, IReadOnlyList<CellFault> faults, int? line)
    {
        if (_leads.Count == _limits.MaxLeads)
            return BulkRefusal.TooManyLeads(_limits.MaxLeads);
        if (_completion is not null)
            json = _completion.Apply(json, faults);
        Add(_validator.Validate(_leads.Count, json, _memory, faults, line));
        return null;
    }

    /// <summary>Adds what should be a lead and cannot be read as one: it is kept with one error (promise 6.4).</summary>
    /// <param name="json">What was sent, as one JSON value.</param>
    /// <param name="wording">Why it cannot be read, and what to do.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public BulkRefusal? TryAddUnreadable(ReadOnlySpan<byte> json, IssueWording wording, int? line)
    {
        if (_leads.Count == _limits.MaxLeads)
            return BulkRefusal.TooManyLeads(_limits.MaxLeads);
        Add(_validator.Reject(_leads.Count, json, wording, _memory, line));
        return null;
    }

    /// <summary>The bulk with the leads that were added.</summary>
    public ValidatedBulk ToBulk() => new(_leads, _memory);

    /// <summary>See <see cref="IBulkReader.Discard"/>.</summary>
    public void Discard()
    {
        _leads.Clear();
        _memory.Return();
    }

    private void Add(Lead lead)
    {
        _leads.Add(lead);
        MemoryUsed += ValidatedBulk.MeasureMemory(lead);
    }
}
