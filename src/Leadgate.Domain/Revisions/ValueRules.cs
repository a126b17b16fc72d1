using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Revisions;

/// <summary>Replaces wrong values in leads, wherever a field has one of them.</summary>
internal sealed class ValueRules
{
    private readonly Dictionary<(string Path, string Folded), byte[]> _values = [];
    private readonly HashSet<string> _ofLead = [];
    private readonly HashSet<string> _ofVehicle = [];

    public ValueRules(IEnumerable<ValueRule> rules)
    {
        foreach (var rule in rules)
        {
            var path = OpenError.NormalizeField(rule.Field);
            var isOfVehicle = path.StartsWith(OpenError.OfVehicle, StringComparison.Ordinal);
            (isOfVehicle ? _ofVehicle : _ofLead).Add(isOfVehicle ? path[OpenError.OfVehicle.Length..] : path);
            _values[(path, OpenError.FoldValue(rule.From))] = LeadMembers.WriteText(rule.To);
        }
    }

    /// <summary>The lead with the values replaced; the same memory if it has none of them.</summary>
    /// <param name="lead">The lead as it could have been sent.</param>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> lead)
    {
        if (_values.Count == 0)
            return lead;
        var members = LeadMembers.Read(lead, LeadFields.Table);
        var changes = Replace(members, _ofLead, "");
        for (var i = 0; _ofVehicle.Count > 0 && i < members.Count; i++)
        {
            if (ReferenceEquals(members[i].Field, LeadFields.Vehicles) && ReplaceInVehicles(members[i].Value) is { } vehicles)
                (members[i], changes) = (members[i] with { Value = vehicles }, true);
        }

        return changes ? LeadMembers.Write(members) : lead;
    }

    private bool Replace(List<LeadMember> members, HashSet<string> fields, string prefix)
    {
        var changes = false;
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            if (member.Field is null || !fields.Contains(member.Field.Name) || member.Value.Span[0] is (byte)'{' or (byte)'[' or (byte)'n')
                continue;
            var folded = OpenError.FoldValue(IssueMessages.GetText(member.Value));
            if (_values.TryGetValue((prefix + member.Field.Name, folded), out var value))
                (members[i], changes) = (member with { Value = value }, true);
        }

        return changes;
    }

    /// <summary>The array with the values replaced; null if none has any of them.</summary>
    private byte[]? ReplaceInVehicles(ReadOnlyMemory<byte> json)
    {
        if (LeadMembers.ReadElements(json) is not { } elements)
            return null;
        var changes = false;
        for (var i = 0; i < elements.Count; i++)
        {
            var members = LeadMembers.Read(elements[i], VehicleFields.Table);
            if (!Replace(members, _ofVehicle, OpenError.OfVehicle))
                continue;
            (elements[i], changes) = (LeadMembers.Write(members), true);
        }

        return changes ? LeadMembers.WriteArray(elements) : null;
    }
}
