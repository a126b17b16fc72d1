using System.Collections.Frozen;
using System.Globalization;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>
/// A reference list with its items and look-ups. Immutable, and so thread-safe; it is replaced as a whole by a new
/// <see cref="ListCatalog"/>. A successful match allocates nothing.
/// </summary>
internal sealed class ReferenceList
{
    private const int MaxNearest = 3;

    private readonly FrozenDictionary<int, ListItem> _byValue;
    private readonly FrozenDictionary<int, ListItem[]> _activeUnder;
    private readonly FrozenDictionary<int, ListItem> _activeByValue;

    // Built when first needed: they are most of what a catalog costs, and no start or change of a list needs them of every list.
    private readonly Lazy<FrozenDictionary<int, string[]>> _foldedTexts;
    private readonly Lazy<FrozenDictionary<string, ListItem[]>.AlternateLookup<ReadOnlySpan<char>>> _byText;
    private readonly Lazy<Dictionary<string, ListItem[]>> _byRelaxedText;
    private readonly Lazy<Dictionary<ListItem, NumberRange>> _ranges;
    private readonly Lazy<NearestItemSearch> _search;

    internal ReferenceList(ListDefinition definition, IReadOnlyList<ListItem> items, ReferenceList? parent)
    {
        Definition = definition;
        Parent = parent;
        Items = [.. items];
        _byValue = Items.ToFrozenDictionary(item => item.Value);

        // An item of a retired parent item cannot be sent, so it is not listed either.
        Active = Items
            .Where(item => item.IsActive && (parent is null || (item.ParentValue is { } p && parent._activeByValue.ContainsKey(p))))
            .ToArray();
        _activeByValue = Active.ToFrozenDictionary(item => item.Value);
        _foldedTexts = new(() =>
            Active.ToFrozenDictionary(item => item.Value, item => item.GetMatchTexts().Select(TextFolding.Fold).Distinct().ToArray())
        );
        _byText = new(BuildTexts);
        _byRelaxedText = new(BuildRelaxedTexts);
        _ranges = new(BuildRanges);
        _search = new(() => new NearestItemSearch(Active, item => _foldedTexts.Value[item.Value]));
        _activeUnder = Active
            .Where(item => item.ParentValue is not null)
            .GroupBy(item => item.ParentValue!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public ListDefinition Definition { get; }

    /// <summary>The list of the parent items, or null.</summary>
    public ReferenceList? Parent { get; }

    /// <summary>All items, including retired ones, in display order.</summary>
    public IReadOnlyList<ListItem> Items { get; }

    /// <summary>The items that can be sent, in display order.</summary>
    public IReadOnlyList<ListItem> Active { get; }

    /// <summary>The item with this value, retired or not, or null.</summary>
    public ListItem? Find(int value) => _byValue.GetValueOrDefault(value);

    /// <summary>The active items of a parent item, in display order (promise 3.4).</summary>
    public IReadOnlyList<ListItem> GetActiveChildren(int parentValue) => _activeUnder.TryGetValue(parentValue, out var items) ? items : [];

    /// <summary>Matches the value of an item (promise 4.1).</summary>
    public ListMatch Match(long value, int? parentValue)
    {
        if (value is < int.MinValue or > int.MaxValue || !_activeByValue.TryGetValue((int)value, out var item))
            return ListMatch.None;
        return parentValue is null || item.ParentValue == parentValue
            ? ListMatch.Found(item)
            : new(MatchKind.UnderOtherParent, null, [item]);
    }

    /// <summary>
    /// Matches a label in either language, a code or an alias under the parent item, otherwise, if the text is all digits, a value
    /// (promises 4.1, 4.3 and 4.5), otherwise a relaxed text (promise 4.8). The parent is null if the list has none or it is not known.
    /// </summary>
    public ListMatch Match(ReadOnlySpan<char> text, int? parentValue)
    {
        text = text.Trim();
        if (text.Length > ListItem.MaxTextLength)
            return ListMatch.None;
        Span<char> buffer = stackalloc char[text.Length];
        var folded = TextFolding.Fold(text, buffer);

        var match = _byText.Value.TryGetValue(folded, out var candidates) ? Choose(candidates, parentValue) : ListMatch.None;
        if (match.Kind is not (MatchKind.NotFound or MatchKind.UnderOtherParent))
            return match;

        var byValue = int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Match(value, parentValue)
            : ListMatch.None;
        if (byValue.Kind == MatchKind.Found)
            return byValue;
        var relaxed = MatchRelaxed(folded, parentValue);
        return relaxed.Kind == MatchKind.Found ? relaxed
            : match.Kind == MatchKind.UnderOtherParent ? match
            : byValue.Kind == MatchKind.UnderOtherParent ? byValue
            : relaxed;
    }

    public bool IsActive(int value) => _activeByValue.ContainsKey(value);

    /// <summary>Up to three items that are nearest to a text, nearest first (promise 4.4).</summary>
    public IReadOnlyList<ListItem> FindNearest(ReadOnlySpan<char> text, int? parentValue)
    {
        var beginning = text.Length > ListItem.MaxTextLength ? text[..ListItem.MaxTextLength] : text;
        var folded = TextFolding.Fold(beginning, stackalloc char[beginning.Length]);
        return _ranges.Value.Count > 0 && NumberRange.TryParse(folded) is { } sent
            ? FindNearest(sent, parentValue is { } parent ? GetActiveChildren(parent) : Active)
            : _search.Value.Find(folded, parentValue, MaxNearest);
    }

    /// <summary>What finding the nearest items costs: the number of texts that are compared.</summary>
    public int CountCompared(int? parentValue) => _search.Value.CountTexts(parentValue);

    private List<ListItem> FindNearest(NumberRange sent, IReadOnlyList<ListItem> items) =>
        items.Where(_ranges.Value.ContainsKey).OrderBy(item => _ranges.Value[item].DistanceTo(sent)).Take(MaxNearest).ToList();

    /// <summary>The ranges that the labels state; empty unless most of the items are ranges.</summary>
    private Dictionary<ListItem, NumberRange> BuildRanges()
    {
        var ranges = new Dictionary<ListItem, NumberRange>(ReferenceEqualityComparer.Instance);
        foreach (var item in Active)
        {
            if (NumberRange.TryParse(TextFolding.Fold(item.Label)) is { } range && range.From < range.To)
                ranges.Add(item, range);
        }

        return ranges.Count > Active.Count / 2 ? ranges : [];
    }

    private ListMatch MatchRelaxed(ReadOnlySpan<char> folded, int? parentValue)
    {
        var byRelaxedText = _byRelaxedText.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[folded.Length];
        var match = byRelaxedText.TryGetValue(RelaxedText.Relax(folded, buffer), out var candidates)
            ? Choose(candidates, parentValue)
            : ListMatch.None;
        if (!Definition.IsOfPlaces || match.Kind is not (MatchKind.NotFound or MatchKind.UnderOtherParent))
            return match;
        var ofPlace = byRelaxedText.TryGetValue(RelaxedText.RelaxPlace(folded, buffer), out candidates)
            ? Choose(candidates, parentValue)
            : ListMatch.None;
        return ofPlace.Kind == MatchKind.NotFound ? match : ofPlace;
    }

    private FrozenDictionary<string, ListItem[]>.AlternateLookup<ReadOnlySpan<char>> BuildTexts() =>
        Active
            .SelectMany(item => _foldedTexts.Value[item.Value], (item, text) => (item, text))
            .GroupBy(pair => pair.text, pair => pair.item, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private Dictionary<string, ListItem[]> BuildRelaxedTexts() =>
        Active
            .SelectMany(item => _foldedTexts.Value[item.Value].SelectMany(GetRelaxedTexts).Distinct(), (item, text) => (item, text))
            .Where(pair => pair.text.Length > 0)
            .GroupBy(pair => pair.text, pair => pair.item, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private IEnumerable<string> GetRelaxedTexts(string folded)
    {
        var buffer = new char[folded.Length];
        yield return RelaxedText.Relax(folded, buffer).ToString();
        if (Definition.IsOfPlaces)
            yield return RelaxedText.RelaxPlace(folded, buffer).ToString();
    }

    private ListMatch Choose(ListItem[] candidates, int? parentValue)
    {
        if (parentValue is null)
        {
            if (candidates.Length == 1)
                return ListMatch.Found(candidates[0]);
            return new(Parent is null ? MatchKind.Ambiguous : MatchKind.UnderSeveralParents, null, candidates);
        }

        ListItem? found = null;
        foreach (var candidate in candidates)
        {
            if (candidate.ParentValue != parentValue)
                continue;
            if (found is not null)
                return new(MatchKind.Ambiguous, null, FilterByParent(parentValue, candidates));
            found = candidate;
        }

        return found is null ? new(MatchKind.UnderOtherParent, null, candidates) : ListMatch.Found(found);
    }

    /// <summary>A method of its own, because a lambda in <see cref="Choose"/> would allocate in each look-up.</summary>
    private static ListItem[] FilterByParent(int? parentValue, ListItem[] candidates) =>
        [.. candidates.Where(candidate => candidate.ParentValue == parentValue)];
}
