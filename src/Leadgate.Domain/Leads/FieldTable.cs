using System.Collections.Frozen;
using System.Text;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>The fields of a lead or of a vehicle in order, with a look-up by name.</summary>
internal sealed class FieldTable
{
    /// <summary>No field has a longer name, so that a look-up needs no more than this on the stack.</summary>
    private const int MaxNameLength = 48;

    private readonly FrozenDictionary<string, (LeadField Field, bool IsOtherName)>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _toleratedNames;

    internal FieldTable(IReadOnlyList<LeadField> fields, IReadOnlyList<string> toleratedNames)
    {
        All = fields;
        ToleratedNames = toleratedNames;
        for (var i = 0; i < fields.Count; i++)
            fields[i].SetOrdinal(i);
        _byName = fields
            .SelectMany(field => field.Names, (field, name) => KeyValuePair.Create(name, (field, name != field.Name)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _toleratedNames = toleratedNames.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<LeadField> All { get; }

    /// <summary>Properties that later documents of the same DMS define; stored without a warning (promise 5.6).</summary>
    public IReadOnlyList<string> ToleratedNames { get; }

    /// <summary>Finds a field by one of its names, in any case.</summary>
    public bool TryFind(ReadOnlySpan<char> name, out LeadField field, out bool isOtherName)
    {
        var found = _byName.TryGetValue(name, out var entry);
        (field, isOtherName) = entry;
        return found;
    }

    /// <summary>Finds a field by a property name in UTF-8 without escapes.</summary>
    public bool TryFind(ReadOnlySpan<byte> utf8, out LeadField field, out bool isOtherName)
    {
        if (utf8.Length > MaxNameLength)
        {
            (field, isOtherName) = (null!, false);
            return false;
        }

        Span<char> name = stackalloc char[utf8.Length];
        return TryFind(name[..Encoding.UTF8.GetChars(utf8, name)], out field, out isOtherName);
    }

    public bool IsTolerated(string name) => _toleratedNames.Contains(name);

    /// <summary>The field name that is nearest to an unknown name (promise 5.6).</summary>
    public string FindNearestName(string name) =>
        NearestText.Find(Normalize(name), All.SelectMany(field => field.Names), known => [Normalize(known)], 1)[0];

    /// <summary>Lower case without underscores and hyphens: <c>first_name</c> is nearest to <c>firstName</c>.</summary>
    private static string Normalize(string name) =>
        new(name.Where(c => c is not ('_' or '-' or ' ')).Take(ListItem.MaxTextLength).Select(char.ToLowerInvariant).ToArray());
}
