using System.Collections.Frozen;
using System.Text;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>The fields of one kind of object, in order, with the look-up by name.</summary>
internal sealed class FieldTable
{
    /// <summary>Longer property names are no field's, so that a look-up needs no more than this on the stack.</summary>
    private const int MaxNameLength = 48;

    private readonly FrozenDictionary<string, (LeadField Field, bool IsOtherName)>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _knownElsewhere;

    internal FieldTable(IReadOnlyList<LeadField> fields, IReadOnlyList<string> knownElsewhere)
    {
        All = fields;
        ToleratedNames = knownElsewhere;
        for (var i = 0; i < fields.Count; i++)
            fields[i].SetOrdinal(i);
        _byName = fields
            .SelectMany(field => field.Names, (field, name) => KeyValuePair.Create(name, (field, name != field.Name)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _knownElsewhere = knownElsewhere.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every field, in order.</summary>
    public IReadOnlyList<LeadField> All { get; }

    /// <summary>Properties that later documents of the same DMS define: kept without a warning (promise 5.6).</summary>
    public IReadOnlyList<string> ToleratedNames { get; }

    /// <summary>Finds a field by either of its names in any case.</summary>
    /// <param name="name">The name of a property.</param>
    /// <param name="field">The field.</param>
    /// <param name="isOtherName">Whether it was found by its other name.</param>
    public bool TryFind(ReadOnlySpan<char> name, out LeadField field, out bool isOtherName)
    {
        var found = _byName.TryGetValue(name, out var entry);
        (field, isOtherName) = entry;
        return found;
    }

    /// <summary>Finds a field by the UTF-8 of a property name without escapes.</summary>
    /// <param name="utf8">The name.</param>
    /// <param name="field">The field.</param>
    /// <param name="isOtherName">Whether it was found by its other name.</param>
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

    /// <summary>Whether a property that is no field is expected all the same.</summary>
    /// <param name="name">The name of a property.</param>
    public bool IsTolerated(string name) => _knownElsewhere.Contains(name);

    /// <summary>The field name nearest to a name that is none (promise 5.6).</summary>
    /// <param name="name">The name of a property.</param>
    public string FindNearestName(string name) =>
        NearestText.Find(Flat(name), All.SelectMany(field => field.Names), known => [Flat(known)], 1)[0];

    /// <summary>Lower case without underscores and hyphens: <c>first_name</c> is nearest to <c>firstName</c>.</summary>
    private static string Flat(string name) =>
        new(name.Where(c => c is not ('_' or '-' or ' ')).Take(ListItem.MaxTextLength).Select(char.ToLowerInvariant).ToArray());
}
