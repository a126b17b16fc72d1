using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Revisions;

/// <summary>
/// A merge patch (RFC 7396) of a lead. Its names match the fields as those of a lead do, in any case and by either name, so it replaces a
/// field whatever name it was sent under. Everything else in the lead stays byte for byte as it was sent.
/// </summary>
internal sealed class LeadPatch
{
    private readonly List<IGrouping<string, LeadMember>> _members;

    private LeadPatch(List<IGrouping<string, LeadMember>> members) => _members = members;

    /// <summary>Reads a patch; null if it is no object, which would replace the whole lead.</summary>
    /// <param name="json">One complete, valid value.</param>
    public static LeadPatch? Read(ReadOnlyMemory<byte> json)
    {
        json = Trim(json);
        return LeadMembers.IsObject(json.Span)
            ? new LeadPatch([.. LeadMembers.Read(json, LeadFields.Table).GroupBy(member => member.Key, StringComparer.Ordinal)])
            : null;
    }

    /// <summary>The first name that is neither a field's nor that of a property of the lead; null if there is none.</summary>
    public string? FindUnknown(ReadOnlyMemory<byte> lead)
    {
        var unknown = _members.Select(group => group.First()).Where(member => member.Field is null).Select(member => member.Name).ToList();
        if (unknown.Count == 0)
            return null;
        var known = LeadMembers.Read(lead, LeadFields.Table).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        return unknown.Find(name => !known.Contains(name) && !LeadFields.Table.IsTolerated(name));
    }

    /// <summary>The lead with the patch applied. A lead that was no object becomes one.</summary>
    public byte[] Apply(ReadOnlyMemory<byte> lead)
    {
        var members = LeadMembers.Read(lead, LeadFields.Table);
        foreach (var change in _members)
        {
            var at = members.FindIndex(member => member.Key == change.Key);
            var before = at < 0 ? default : members[at].Value;
            members.RemoveAll(member => member.Key == change.Key);

            // A field that appears twice in the patch appears twice in the lead, which is an error if the values differ, as in a bulk.
            var after = change.Where(member => !member.IsNull).Select(member => member with { Value = Merge(before, member.Value) });
            members.InsertRange(at < 0 ? members.Count : at, after);
        }

        return LeadMembers.Write(members);
    }

    /// <summary>Merges a value that is an object into the one before; any other value replaces it.</summary>
    private static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> patch)
    {
        if (!LeadMembers.IsObject(patch.Span))
            return patch;
        var members = LeadMembers.Read(before, FieldTable.Empty);
        foreach (var change in LeadMembers.Read(patch, FieldTable.Empty))
        {
            var at = members.FindIndex(member => member.Name == change.Name);
            var old = at < 0 ? default : members[at].Value;
            members.RemoveAll(member => member.Name == change.Name);
            if (!change.IsNull)
                members.Insert(at < 0 ? members.Count : at, change with { Value = Merge(old, change.Value) });
        }

        return LeadMembers.Write(members);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, LeadMembers.ReaderOptions);
        reader.Read();
        return json[(int)reader.TokenStartIndex..];
    }
}
