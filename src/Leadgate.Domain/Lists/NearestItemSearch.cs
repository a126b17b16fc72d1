using System.Buffers;
using System.Collections.Frozen;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>
/// Finds the items of a list that are nearest to a text, as <see cref="NearestText"/> does. A bulk can have a hundred thousand wrong texts,
/// so the letters of the list are numbered in advance, a text that cannot be among the nearest is ruled out by its letters, and the
/// comparison of two texts ends when they are too far apart. Immutable.
/// </summary>
internal sealed class NearestItemSearch
{
    /// <summary>Larger alphabets are searched with memory of the pool, and so are lists with more texts.</summary>
    private const int MaxLettersOnStack = 512;
    private const int MaxTextsOnStack = 4096;

    /// <summary>Marks the lower bound of a text that can be a part of the other one, or contain it.</summary>
    private const ushort MayBePart = 0x8000;

    /// <summary>The items by parent item, so that those of a parent item are in a row.</summary>
    private readonly Entry[] _items;
    private readonly string[] _texts;
    private readonly LetterCounts[] _counts;

    /// <summary>The letters of all texts, by number.</summary>
    private readonly ushort[] _letters;

    /// <summary>The index in <see cref="_letters"/> of the first letter of each text, and of the end.</summary>
    private readonly int[] _firstLetters;

    /// <summary>The number of each letter. The most frequent come first: only rare ones share a count.</summary>
    private readonly FrozenDictionary<char, ushort> _alphabet;

    /// <summary>Where in <see cref="_items"/> the items of each parent item are.</summary>
    private readonly FrozenDictionary<int, Range> _children;

    /// <param name="items">The items, in their order.</param>
    /// <param name="getTexts">The folded texts of an item.</param>
    public NearestItemSearch(IReadOnlyList<ListItem> items, Func<ListItem, IReadOnlyList<string>> getTexts)
    {
        var grouped = items.Index().OrderBy(entry => entry.Item.ParentValue).ToList();
        _texts = [.. grouped.SelectMany(entry => getTexts(entry.Item))];
        _items = new Entry[grouped.Count];
        var end = 0;
        for (var i = 0; i < _items.Length; i++)
        {
            var (order, item) = grouped[i];
            _items[i] = new Entry(item, order, end, end += getTexts(item).Count);
        }

        _children = _items
            .Index()
            .Where(entry => entry.Item.Item.ParentValue is not null)
            .GroupBy(entry => entry.Item.Item.ParentValue!.Value, entry => entry.Index)
            .ToFrozenDictionary(group => group.Key, group => group.Min()..(group.Max() + 1));
        _alphabet = _texts
            .SelectMany(text => text)
            .CountBy(letter => letter)
            .OrderByDescending(letter => letter.Value)
            .Select((letter, number) => KeyValuePair.Create(letter.Key, (ushort)number))
            .ToFrozenDictionary();
        _letters = [.. _texts.SelectMany(text => text).Select(letter => _alphabet[letter])];
        _firstLetters = new int[_texts.Length + 1];
        for (var i = 0; i < _texts.Length; i++)
            _firstLetters[i + 1] = _firstLetters[i] + _texts[i].Length;
        _counts = [.. Enumerable.Range(0, _texts.Length).Select(text => new LetterCounts(GetLetters(text)))];
    }

    /// <summary>How many texts a search compares, of the items of a parent item or of all items.</summary>
    public int CountTexts(int? parentValue)
    {
        var items = GetItems(parentValue);
        return items.IsEmpty ? 0 : items[^1].EndText - items[0].FirstText;
    }

    /// <summary>Up to <paramref name="count"/> items, nearest first; equally near ones keep their order.</summary>
    /// <param name="text">Folded.</param>
    /// <param name="parentValue">The parent item of the items, or null for all items.</param>
    public ListItem[] Find(ReadOnlySpan<char> text, int? parentValue, int count)
    {
        var items = GetItems(parentValue);
        if (items.IsEmpty)
            return [];
        var texts = items[^1].EndText - items[0].FirstText;
        var pooledPositions = _alphabet.Count <= MaxLettersOnStack ? null : ArrayPool<ulong>.Shared.Rent(_alphabet.Count);
        var pooledBounds = texts <= MaxTextsOnStack ? null : ArrayPool<ushort>.Shared.Rent(texts);
        var positions = pooledPositions is null ? stackalloc ulong[_alphabet.Count] : pooledPositions.AsSpan(0, _alphabet.Count);
        var bounds = pooledBounds is null ? stackalloc ushort[texts] : pooledBounds.AsSpan(0, texts);
        positions.Clear();
        var best = new Ranking(stackalloc (int, int, int)[count]);
        Find(new Pattern(text, positions, _alphabet), items, bounds, ref best);
        if (pooledPositions is not null)
            ArrayPool<ulong>.Shared.Return(pooledPositions);
        if (pooledBounds is not null)
            ArrayPool<ushort>.Shared.Return(pooledBounds);
        return best.Select(items);
    }

    private ReadOnlySpan<Entry> GetItems(int? parentValue) =>
        parentValue is not { } parent ? _items
        : _children.TryGetValue(parent, out var items) ? _items.AsSpan(items)
        : [];

    private ReadOnlySpan<ushort> GetLetters(int text) => _letters.AsSpan(_firstLetters[text].._firstLetters[text + 1]);

    /// <summary>
    /// First the items that seem to be nearest by their letters, so that hardly any other has to be compared letter by letter.
    /// </summary>
    /// <param name="pattern">The text that is looked for.</param>
    /// <param name="items">The items that it is compared with.</param>
    /// <param name="bounds">Space for a number for each of their texts.</param>
    /// <param name="best">The nearest items.</param>
    private void Find(in Pattern pattern, ReadOnlySpan<Entry> items, Span<ushort> bounds, ref Ranking best)
    {
        var firstText = items[0].FirstText;
        var promising = new Ranking(stackalloc (int, int, int)[best.Capacity]);
        for (var i = 0; i < items.Length; i++)
        {
            var nearest = ushort.MaxValue;
            for (var text = items[i].FirstText; text < items[i].EndText; text++)
            {
                var bound = GetLowerBound(pattern, text);
                bounds[text - firstText] = bound;
                nearest = Math.Min(nearest, (ushort)(bound & ~MayBePart));
            }

            promising.Add(nearest, items[i].Order, i);
        }

        foreach (var (_, _, i) in promising.Entries)
        {
            var texts = bounds[(items[i].FirstText - firstText)..(items[i].EndText - firstText)];
            best.Add(GetDistance(pattern, items[i], texts, int.MaxValue), items[i].Order, i);
            texts.Fill(ushort.MaxValue);
        }

        if (items.Length <= best.Capacity)
            return;
        for (var i = 0; i < items.Length; i++)
        {
            var texts = bounds[(items[i].FirstText - firstText)..(items[i].EndText - firstText)];
            var limit = best.GetLimit(items[i].Order);
            var distance = GetDistance(pattern, items[i], texts, limit);
            if (distance < limit)
                best.Add(distance, items[i].Order, i);
        }
    }

    /// <summary>The text is not nearer than this. Texts of which one is a part of the other are marked.</summary>
    private ushort GetLowerBound(in Pattern pattern, int text)
    {
        var (missing, added) = LetterCounts.CountDifferences(pattern.Counts, _counts[text]);
        missing += pattern.Unknown;
        var edits = Math.Max(missing, added);

        // Only a text that has no letter more than the other can be a part of it.
        return (ushort)(missing == 0 || added == 0 ? edits | MayBePart : edits * 2);
    }

    /// <summary>The distance of the nearest text of an item if it is below the limit, otherwise the limit.</summary>
    private int GetDistance(in Pattern pattern, in Entry item, ReadOnlySpan<ushort> bounds, int limit)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            if ((bounds[i] & ~MayBePart) < limit)
                limit = Math.Min(limit, GetDistance(pattern, item.FirstText + i, (bounds[i] & MayBePart) != 0, limit));
        }

        return limit;
    }

    /// <summary>The distance of a text; the maximum if it is not below the limit.</summary>
    private int GetDistance(in Pattern pattern, int text, bool mayBePart, int limit)
    {
        var letters = GetLetters(text);
        if (mayBePart && NearestText.IsPart(pattern.Text, _texts[text]))
            return Math.Abs(pattern.Length - letters.Length);
        if (pattern.Length == 0)
            return letters.Length * 2;
        var edits = new EditCount(pattern.Length);
        var positions = pattern.Positions;

        // Each further letter can make up for one edit at most.
        var tooMany = ((limit + 1L) / 2) + letters.Length - 1;
        foreach (var letter in letters)
        {
            edits.Append(positions[letter]);
            if (edits.Total >= tooMany--)
                return int.MaxValue;
        }

        return edits.Total * 2;
    }

    /// <param name="Item">The item.</param>
    /// <param name="Order">Its place in the order of the list.</param>
    /// <param name="FirstText">The index of its first text.</param>
    /// <param name="EndText">The index after its last text.</param>
    private readonly record struct Entry(ListItem Item, int Order, int FirstText, int EndText);

    /// <summary>The text that is looked for.</summary>
    private readonly ref struct Pattern
    {
        public Pattern(ReadOnlySpan<char> text, Span<ulong> positions, FrozenDictionary<char, ushort> alphabet)
        {
            Text = NearestText.Shorten(text);
            Positions = positions;
            Span<ushort> letters = stackalloc ushort[Text.Length];
            var known = 0;
            for (var i = 0; i < Text.Length; i++)
            {
                if (!alphabet.TryGetValue(Text[i], out var letter))
                    continue;
                positions[letter] |= 1UL << i;
                letters[known++] = letter;
            }

            Counts = new LetterCounts(letters[..known]);
        }

        /// <summary>Of the letters that are in any text of the list.</summary>
        public readonly LetterCounts Counts;

        public ReadOnlySpan<char> Text { get; }

        public int Length => Text.Length;

        /// <summary>The positions in the text of each letter of the alphabet.</summary>
        public ReadOnlySpan<ulong> Positions { get; }

        /// <summary>How many letters of the text are in no text of the list.</summary>
        public int Unknown => Text.Length - Counts.Length;
    }

    /// <summary>The nearest items so far, by distance and then by their order.</summary>
    private ref struct Ranking(Span<(int Distance, int Order, int Index)> entries)
    {
        private readonly Span<(int Distance, int Order, int Index)> _entries = entries;
        private int _count;

        public readonly int Capacity => _entries.Length;

        public readonly ReadOnlySpan<(int Distance, int Order, int Index)> Entries => _entries[.._count];

        /// <summary>The distance below which an item is among the nearest.</summary>
        /// <param name="order">Its place in the order of the list.</param>
        public readonly int GetLimit(int order)
        {
            if (_count < _entries.Length)
                return int.MaxValue;
            var last = _entries[^1];
            return order < last.Order ? last.Distance + 1 : last.Distance;
        }

        public void Add(int distance, int order, int index)
        {
            if (distance >= GetLimit(order))
                return;
            if (_count < _entries.Length)
                _count++;
            var at = _count - 1;
            for (; at > 0 && (distance, order).CompareTo((_entries[at - 1].Distance, _entries[at - 1].Order)) < 0; at--)
                _entries[at] = _entries[at - 1];
            _entries[at] = (distance, order, index);
        }

        public readonly ListItem[] Select(ReadOnlySpan<Entry> items)
        {
            var selected = new ListItem[_count];
            for (var i = 0; i < _count; i++)
                selected[i] = items[_entries[i].Index].Item;
            return selected;
        }
    }
}
