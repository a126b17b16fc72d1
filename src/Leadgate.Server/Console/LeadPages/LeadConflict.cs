using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>Makes the rows of a correction that came after somebody else's: one for each thing that its form would change.</summary>
internal sealed class LeadConflict
{
    private readonly LeadBefore _before;
    private readonly LeadFormState _state;
    private readonly Func<string, string?> _find;
    private readonly bool _arabic;

    private LeadConflict(LeadBefore before, LeadFormState state, Func<string, string?> find, bool arabic) =>
        (_before, _state, _find, _arabic) = (before, state, find, arabic);

    /// <param name="opened">The version of the form.</param>
    /// <param name="state">What is stored now. It gets what was typed.</param>
    /// <param name="find">What the form has in a field.</param>
    public static ConflictView Create(
        LeadRecord now,
        int opened,
        LeadFormState state,
        Func<string, string?> find,
        IReadOnlyList<LeadRevision> revisions,
        bool arabic
    )
    {
        var since = revisions.Where(revision => revision.Version > opened).ToList();
        var before = new LeadBefore(since, state, find);
        state.Type(find, before.FindVehicle);
        var conflict = new LeadConflict(before, state, find, arabic);
        return new ConflictView(
            now.Id!.Value,
            now.Version!.Value,
            since,
            [.. conflict.CreateFields(), .. conflict.CreateRemovals(), .. conflict.CreateUncertainRemovals(), .. conflict.CreateMissing()]
        );
    }

    /// <summary>What was typed. A field with the value of before was not touched by the person.</summary>
    private IEnumerable<ConflictRow> CreateFields()
    {
        foreach (var key in _state.Keys.Where(_state.IsChanged))
        {
            var (mine, theirs) = (_state.Get(key), _state.GetStored(key));
            var inForm = FindInForm(key);
            var old = inForm is { } known ? _before.Get(known) : theirs;
            if (mine != old)
                yield return new ConflictRow(
                    key.Path,
                    key.Id,
                    key.GetFullTitle(_arabic),
                    mine,
                    Show(key, old),
                    Show(key, theirs),
                    Show(key, mine),
                    inForm is { } field && IsContested(field, old, theirs)
                );
        }
    }

    /// <summary>The vehicles that were marked for removal.</summary>
    private IEnumerable<ConflictRow> CreateRemovals()
    {
        foreach (var vehicle in Enumerable.Range(0, _state.VehicleCount).Where(_state.IsRemoved))
        {
            var inForm = _before.FindVehicle(vehicle)!.Value;
            var isContested = VehicleFields.All.Any(field =>
                new LeadFieldKey(field, inForm) is var key
                && IsContested(key, _before.Get(key), _state.GetStored(key with { VehicleIndex = vehicle }))
            );
            yield return CreateRemoval(vehicle, DescribeBefore(inForm), isContested);
        }
    }

    /// <summary>
    /// The vehicles that were marked for removal and are found no more. Somebody else may have removed them, or changed them so that they
    /// cannot be told from others: then it is asked about each that is neither the same as before nor what was typed.
    /// </summary>
    private IEnumerable<ConflictRow> CreateUncertainRemovals()
    {
        var marked = _before.MissingVehicles.Where(IsMarked).Select(DescribeBefore).ToList();
        if (marked.Count == 0)
            return [];
        return Enumerable
            .Range(0, _state.VehicleCount)
            .Where(vehicle => !_state.IsRemoved(vehicle) && !_before.IsSame(vehicle))
            .Where(vehicle => VehicleFields.All.Any(field => _state.IsChanged(new LeadFieldKey(field, vehicle))))
            .Select((vehicle, i) => CreateRemoval(vehicle, marked[Math.Min(i, marked.Count - 1)], isContested: true));
    }

    private ConflictRow CreateRemoval(int vehicle, string before, bool isContested) =>
        new(
            LeadFormState.GetRemoveName(vehicle),
            string.Create(CultureInfo.InvariantCulture, $"vehicle-{vehicle}-remove"),
            LeadPageTexts.Vehicle(vehicle).In(_arabic),
            "on",
            before,
            Describe(VehicleFields.All.Select(field => new LeadFieldKey(field, vehicle)).Select(key => Show(key, _state.GetStored(key)))),
            LeadPageTexts.RemoveVehicle.In(_arabic),
            isContested
        );

    /// <summary>What was typed into vehicles that somebody else has removed: nothing can be chosen, but it can be copied.</summary>
    private IEnumerable<ConflictRow> CreateMissing()
    {
        var theirs = (_state.HasOtherVehicles ? LeadPageTexts.VehiclesAreNoFields : LeadPageTexts.VehicleIsGone).In(_arabic);
        if (_state.HasOtherVehicles)
        {
            foreach (var vehicle in _before.MissingVehicles.Where(IsMarked))
            {
                yield return new ConflictRow(
                    null,
                    string.Create(CultureInfo.InvariantCulture, $"gone-vehicle-{vehicle}-remove"),
                    LeadPageTexts.Vehicle(vehicle).In(_arabic),
                    "on",
                    DescribeBefore(vehicle),
                    theirs,
                    LeadPageTexts.RemoveVehicle.In(_arabic),
                    true
                );
            }
        }

        var keys = _before.MissingVehicles.SelectMany(_ => VehicleFields.All, (vehicle, field) => new LeadFieldKey(field, vehicle));
        foreach (var key in keys)
        {
            if (_find(key.Path) is not { } typed)
                continue;
            var mine = _state.Read(key, typed);
            var old = _before.Get(key);
            if (mine != old)
                yield return new ConflictRow(
                    null,
                    "gone-" + key.Id,
                    key.GetFullTitle(_arabic),
                    mine,
                    Show(key, old),
                    theirs,
                    Show(key, mine),
                    true
                );
        }
    }

    /// <summary>Where vehicles were added or removed, nobody but a person knows which one is meant.</summary>
    private bool IsContested(LeadFieldKey inForm, string old, string theirs) =>
        _before.HasChanged(inForm) && (theirs != old || (inForm.VehicleIndex is not null && _before.HasOtherVehicles));

    /// <summary>A field as the form had it; null for one of a vehicle that the form did not have.</summary>
    private LeadFieldKey? FindInForm(LeadFieldKey key) =>
        key.VehicleIndex is not { } vehicle ? key
        : _before.FindVehicle(vehicle) is { } index ? key with { VehicleIndex = index }
        : null;

    private bool IsMarked(int vehicle) => _find(LeadFormState.GetRemoveName(vehicle)) is not null;

    private string DescribeBefore(int vehicle) =>
        Describe(VehicleFields.All.Select(field => new LeadFieldKey(field, vehicle)).Select(key => Show(key, _before.Get(key))));

    private string Show(LeadFieldKey key, string typed) => _state.Show(key, typed, _arabic);

    private static string Describe(IEnumerable<string> values) => string.Join(" · ", values.Where(value => value.Length > 0));
}
