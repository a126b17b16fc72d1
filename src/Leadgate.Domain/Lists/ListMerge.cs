using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>The three-way merge of one list; see <see cref="ListUpdate"/>.</summary>
internal sealed class ListMerge
{
    private readonly ListDefinition _list;
    private readonly ListMerge? _parent;
    private readonly Dictionary<int, ListItem> _previous;
    private readonly Dictionary<int, ListItem> _stored;
    private readonly bool _hasOwnDefaults;

    /// <summary>The parent items under which the operator has retired every built-in item: nothing is added there.</summary>
    private readonly HashSet<int?> _replacedParents;

    private readonly List<ListItem> _items;
    private readonly List<ListChange> _changes = [];
    private readonly HashSet<int> _skipped = [];

    /// <summary>The item that a folded text finds under a parent item. No text is given to a second one.</summary>
    private readonly Dictionary<(int? Parent, string Text), int> _owners = [];

    public ListMerge(
        ListDefinition list,
        ListMerge? parent,
        IReadOnlyList<ListItem> previous,
        IReadOnlyList<ListItem> stored,
        IReadOnlyList<ListItem> builtIn
    )
    {
        _list = list;
        _parent = parent;
        _previous = previous.ToDictionary(item => item.Value);
        _stored = stored.ToDictionary(item => item.Value);
        _hasOwnDefaults = stored.Any(item => item.IsDefault != (_previous.GetValueOrDefault(item.Value)?.IsDefault ?? false));
        _replacedParents = previous
            .Where(item => item.IsActive)
            .GroupBy(item => item.ParentValue)
            .Where(group => !group.Any(item => _stored.GetValueOrDefault(item.Value)?.IsActive == true))
            .Select(group => group.Key)
            .ToHashSet();

        // What an item loses comes before what another one gets, because an alias can move between them.
        var losses = builtIn.ToDictionary(item => item.Value);
        _items = stored.Select(item => losses.TryGetValue(item.Value, out var next) ? RemoveAliases(item, next) : item).ToList();
        foreach (var item in _items)
            Own(item);
        foreach (var next in builtIn)
            Apply(next, builtIn);
        BuiltIn = builtIn.Where(item => !_skipped.Contains(item.Value)).ToList();
    }

    /// <summary>The merged list in display order.</summary>
    public IReadOnlyList<ListItem> Items => _items;

    /// <summary>The built-in items without those that were skipped: they are not the operator's items with the same values.</summary>
    public IReadOnlyList<ListItem> BuiltIn { get; }

    public IReadOnlyList<ListChange> Changes => _changes;

    private void Apply(ListItem next, IReadOnlyList<ListItem> builtIn)
    {
        if (!_stored.TryGetValue(next.Value, out var stored))
        {
            Add(next, builtIn);
            return;
        }

        var previous = _previous.GetValueOrDefault(next.Value);
        if (!IsSame(stored, previous ?? next))
        {
            Skip(next, $"its value is used by {stored.Label}");
            return;
        }

        // A new item that the operator has imported already is left as it was imported.
        var index = _items.FindIndex(item => item.Value == next.Value);
        var merged = previous is null ? stored : Merge(previous, _items[index], next);
        _items[index] = merged;
        Own(merged);
        if (ListItemDifference.Describe(stored, merged) is { Length: > 0 } detail)
            _changes.Add(new(_list, merged, ListChangeKind.Changed, detail));
    }

    private void Add(ListItem next, IReadOnlyList<ListItem> builtIn)
    {
        if (next.ParentValue is { } parent && _parent!._skipped.Contains(parent))
        {
            Skip(next, $"its parent item {parent} is not in {_parent._list.Name}");
        }
        else if (_replacedParents.Contains(next.ParentValue))
        {
            Skip(next, "all built-in items beside it are retired");
        }
        else if ((FindOwner(next, next.Label) ?? FindOwner(next, next.LabelAr)) is { } owner)
        {
            Skip(next, $"its label finds {owner} ({_items.Find(item => item.Value == owner)!.Label})");
        }
        else
        {
            var added = next with
            {
                Code = next.Code is not null && FindOwner(next, next.Code) is null ? next.Code : null,
                Aliases = next.Aliases.Where(alias => FindOwner(next, alias) is null).ToList(),
                IsDefault = next.IsDefault && !_hasOwnDefaults,
            };
            _items.Insert(FindPosition(next, builtIn), added);
            Own(added);
            _changes.Add(new(_list, added, ListChangeKind.Added, ""));
        }
    }

    private void Skip(ListItem item, string reason)
    {
        _skipped.Add(item.Value);
        _changes.Add(new(_list, item, ListChangeKind.Skipped, reason));
    }

    /// <summary>Behind the built-in item that precedes it, otherwise before the one that follows it, otherwise at the end.</summary>
    private int FindPosition(ListItem next, IReadOnlyList<ListItem> builtIn)
    {
        var siblings = builtIn.Where(item => item.ParentValue == next.ParentValue).ToList();
        var place = siblings.FindIndex(item => item.Value == next.Value);
        for (var before = place - 1; before >= 0; before--)
        {
            if (FindActive(siblings[before].Value) is var index and >= 0)
                return index + 1;
        }

        for (var after = place + 1; after < siblings.Count; after++)
        {
            if (FindActive(siblings[after].Value) is var index and >= 0)
                return index;
        }

        return _items.FindLastIndex(item => item.IsActive) + 1;
    }

    private int FindActive(int value) => _items.FindIndex(item => item.Value == value && item.IsActive);

    private ListItem Merge(ListItem previous, ListItem stored, ListItem next)
    {
        var isUntouched = !_hasOwnDefaults && _stored[next.Value].HasContentOf(previous);
        if (isUntouched && !next.GetMatchTexts().Any(text => FindOwner(next, text) is not null))
            return next;

        var isParentKnown = next.ParentValue is not { } parent || !_parent!._skipped.Contains(parent);
        var merged = stored with
        {
            Label = PickLabel(stored, previous.Label, stored.Label, next.Label),
            LabelAr = PickLabel(stored, previous.LabelAr, stored.LabelAr, next.LabelAr),
            Code =
                next.Code is not null && FindOwner(stored, next.Code) is not null
                    ? stored.Code
                    : Pick(previous.Code, stored.Code, next.Code),
            ParentValue = isParentKnown ? Pick(previous.ParentValue, stored.ParentValue, next.ParentValue) : stored.ParentValue,
            CityValue = Pick(previous.CityValue, stored.CityValue, next.CityValue),
            IsDefault = _hasOwnDefaults ? stored.IsDefault : next.IsDefault,
            IsActive = Pick(previous.IsActive, stored.IsActive, next.IsActive),
        };

        // A text that the operator removed stays removed; an old label is kept as an alias if it is one now.
        var had = Fold(previous);
        var matched = Fold(stored);
        var matches = Fold(merged with { Aliases = [] });
        var aliases = stored.Aliases.Where(alias => matches.Add(TextFolding.Fold(alias))).ToList();
        foreach (var text in next.GetMatchTexts())
        {
            var folded = TextFolding.Fold(text);
            var isWanted = !had.Contains(folded) || matched.Contains(folded);
            if (isWanted && FindOwner(merged, text) is null && matches.Add(folded))
                aliases.Add(text);
        }

        return merged with
        {
            Aliases = aliases,
        };
    }

    private static T Pick<T>(T previous, T stored, T next) => EqualityComparer<T>.Default.Equals(stored, previous) ? next : stored;

    /// <summary>The operator's text, or one that would find another item of the operator's, goes before the new one.</summary>
    private string PickLabel(ListItem item, string previous, string stored, string next) =>
        stored == previous && FindOwner(item, next) is null ? next : stored;

    /// <summary>Without the aliases that the new built-in item no longer has in any way.</summary>
    private ListItem RemoveAliases(ListItem stored, ListItem next)
    {
        if (!_previous.TryGetValue(stored.Value, out var previous) || !IsSame(stored, previous))
            return stored;
        var lost = Fold(previous);
        lost.ExceptWith(Fold(next));
        return stored with { Aliases = stored.Aliases.Where(alias => !lost.Contains(TextFolding.Fold(alias))).ToList() };
    }

    /// <summary>An item that shares no text with the built-in one is another that the operator gave the same value.</summary>
    private static bool IsSame(ListItem stored, ListItem builtIn) => Fold(stored).Overlaps(Fold(builtIn));

    private static HashSet<string> Fold(ListItem item) => item.GetMatchTexts().Select(TextFolding.Fold).ToHashSet(StringComparer.Ordinal);

    private void Own(ListItem item)
    {
        if (!item.IsActive)
            return;
        foreach (var text in item.GetMatchTexts())
            _owners.TryAdd((item.ParentValue, TextFolding.Fold(text)), item.Value);
    }

    /// <summary>The value of another item that the text finds already, or null.</summary>
    private int? FindOwner(ListItem item, string text) =>
        _owners.TryGetValue((item.ParentValue, TextFolding.Fold(text)), out var owner) && owner != item.Value ? owner : null;
}
