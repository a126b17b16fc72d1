using System.Collections.Frozen;
using System.Globalization;

namespace Leadgate.Domain.Lists;

/// <summary>
/// One list with its items and look-ups. Immutable: safe for all threads, replaced as a whole by a new <see cref="ListCatalog"/>.
/// A match on the good path allocates nothing.
/// </summary>
internal sealed class ReferenceList
{
    private readonly FrozenDictionary<int, ListItem> _byValue;
    private readonly FrozenDictionary<string, ListItem[]>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly FrozenDictionary<int, ListItem[]> _activeUnder;
    private readonly FrozenDictionary<int, ListItem> _activeByValue;
    private readonly FrozenDictionary<int, string[]> _foldedTexts;

    internal ReferenceList(ListDefinition definition, IReadOnlyList<ListItem> items, ReferenceList? parent)
    {
        Definition = definition;
        Parent = parent;
        Items = [.. items];
        _byValue = Items.ToFrozenDictionary(item => item.Value);

        // A child of a retired parent cannot be chosen, so it is not offered either.
        Active = Items
            .Where(item => item.IsActive && (parent is null || (item.ParentValue is { } p && parent._activeByValue.ContainsKey(p))))
            .ToArray();
        _activeByValue = Active.ToFrozenDictionary(item => item.Value);
        _foldedTexts = Active.ToFrozenDictionary(
            item => item.Value,
            item => item.GetMatchTexts().Select(TextFolding.Fold).Distinct().ToArray()
        );
        _byText = Active
            .SelectMany(item => _foldedTexts[item.Value], (item, text) => (item, text))
            .GroupBy(pair => pair.text, pair => pair.item, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _activeUnder = Active
            .Where(item => item.ParentValue is not null)
            .GroupBy(item => item.ParentValue!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        EveryParentHasItems = parent is null || parent.Active.All(item => _activeUnder.ContainsKey(item.Value));
    }

    /// <summary>What the list is.</summary>
    public ListDefinition Definition { get; }

    /// <summary>The list that its items have their parents in, or null.</summary>
    public ReferenceList? Parent { get; }

    /// <summary>Every item, retired ones too, in display order.</summary>
    public IReadOnlyList<ListItem> Items { get; }

    /// <summary>The items that can be chosen, in display order.</summary>
    public IReadOnlyList<ListItem> Active { get; }

    /// <summary>Whether each active parent has at least one active item here, so that no text can be kept unlisted (promise 4.6).</summary>
    public bool EveryParentHasItems { get; }

    /// <summary>The item of this value, retired or not; null when there never was one.</summary>
    /// <param name="value">An item's value.</param>
    public ListItem? Find(int value) => _byValue.GetValueOrDefault(value);

    /// <summary>The active items of a parent, in display order (promise 3.4).</summary>
    /// <param name="parentValue">The value of an item of the parent list.</param>
    public IReadOnlyList<ListItem> GetActiveChildren(int parentValue) => _activeUnder.TryGetValue(parentValue, out var items) ? items : [];

    /// <summary>Matches a number, which is an item's value (promise 4.1).</summary>
    /// <param name="value">The number that was sent.</param>
    /// <param name="parentValue">The chosen parent, or null when the list has none or it is not known.</param>
    public ListMatch Match(long value, int? parentValue)
    {
        if (value is < int.MinValue or > int.MaxValue || !_activeByValue.TryGetValue((int)value, out var item))
            return ListMatch.None;
        return parentValue is null || item.ParentValue == parentValue
            ? ListMatch.Found(item)
            : new(MatchKind.UnderOtherParent, null, [item]);
    }

    /// <summary>
    /// Matches a text: a label in either language, a code or an alias under the chosen parent; else, if it is all digits, a value
    /// (promises 4.1, 4.3 and 4.5).
    /// </summary>
    /// <param name="text">The text that was sent.</param>
    /// <param name="parentValue">The chosen parent, or null when the list has none or it is not known.</param>
    public ListMatch Match(ReadOnlySpan<char> text, int? parentValue)
    {
        text = text.Trim();
        if (text.Length > ListItem.MaxTextLength)
            return ListMatch.None;
        Span<char> buffer = stackalloc char[text.Length];
        var folded = TextFolding.Fold(text, buffer);

        var match = _byText.TryGetValue(folded, out var candidates) ? Choose(candidates, parentValue) : ListMatch.None;
        if (match.Kind is not (MatchKind.NotFound or MatchKind.UnderOtherParent))
            return match;

        var byValue = int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Match(value, parentValue)
            : ListMatch.None;
        return byValue.Kind == MatchKind.Found || match.Kind == MatchKind.NotFound ? byValue : match;
    }

    /// <summary>Whether an item of this value can be chosen.</summary>
    /// <param name="value">An item's value.</param>
    public bool IsActive(int value) => _activeByValue.ContainsKey(value);

    /// <summary>Up to three items that a text may have meant, nearest first (promise 4.4).</summary>
    /// <param name="text">The text that matched nothing.</param>
    /// <param name="parentValue">The chosen parent, or null when the list has none or it is not known.</param>
    public IReadOnlyList<ListItem> FindNearest(string text, int? parentValue)
    {
        var items = parentValue is { } parent ? GetActiveChildren(parent) : Active;
        var beginning = text.Length > ListItem.MaxTextLength ? text[..ListItem.MaxTextLength] : text;
        return NearestText.Find(TextFolding.Fold(beginning), items, item => _foldedTexts[item.Value], 3);
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

    /// <summary>Apart from <see cref="Choose"/>, in which a lambda would cost each look-up an object.</summary>
    private static ListItem[] FilterByParent(int? parentValue, ListItem[] candidates) =>
        [.. candidates.Where(candidate => candidate.ParentValue == parentValue)];
}
