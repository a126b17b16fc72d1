using System.Collections.Frozen;
using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Leads;

/// <summary>The fields of a lead or of a vehicle in order, with a look-up by name.</summary>
internal sealed class FieldTable
{
    /// <summary>No field has a longer name, so that a look-up needs no more than this on the stack.</summary>
    private const int MaxNameLength = 48;

    private readonly FrozenDictionary<string, (LeadField Field, bool IsOtherName)>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _toleratedNames;

    private readonly FrozenDictionary<string, string> _synonyms;
    private readonly (string Name, string Normalized)[] _names;

    internal FieldTable(IReadOnlyList<LeadField> fields, IReadOnlyList<string> toleratedNames, FrozenDictionary<string, string> synonyms)
    {
        _synonyms = synonyms;
        All = fields;
        ToleratedNames = toleratedNames;
        for (var i = 0; i < fields.Count; i++)
            fields[i].SetOrdinal(i);
        _byName = fields
            .SelectMany(field => field.Names, (field, name) => KeyValuePair.Create(name, (field, name != field.Name)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _names = [.. fields.SelectMany(field => field.Names).Select(name => (name, NearestName.Normalize(name)))];
        _toleratedNames = toleratedNames.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>No fields, for objects that are not leads.</summary>
    public static FieldTable Empty { get; } = new([], [], FrozenDictionary<string, string>.Empty);

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

    /// <summary>
    /// The field name that an unknown name means: a known synonym, otherwise a name that differs by a typing error (promise 5.6). Null if
    /// there is none: a far-fetched suggestion is worse than none.
    /// </summary>
    public string? FindNearestName(string name)
    {
        var normalized = NearestName.Normalize(name);
        if (_synonyms.TryGetValue(normalized, out var synonym))
            return synonym;
        return PropertySynonyms.IsTracking(normalized) ? null : NearestName.Find(normalized, _names);
    }
}
