using System.Buffers;
using System.Collections.Frozen;

namespace Leadgate.Domain.Lists;

/// <summary>
/// Finds the items of a list that are nearest to a text, as <see cref="NearestText"/> does. A bulk can have a hundred thousand wrong texts,
/// so the letters of the list are numbered in advance, a text that cannot be among the nearest is ruled out by its length and
/// letters, and the comparison of two texts ends when they are too far apart. Immutable.
/// </summary>
internal sealed class NearestItemSearch
{
    /// <summary>Larger alphabets and lists are searched with memory of the pool.</summary>
    private const int MaxOnStack = 512;

    private readonly ListItem[] _items;

    /// <summary>The index of the first text of each item, and of the end.</summary>
    private readonly int[] _firstTexts;
    private readonly string[] _texts;
    private readonly LetterCounts[] _counts;

    /// <summary>The letters of all texts in their order, by number.</summary>
    private readonly ushort[] _letters;

    /// <summary>The index in <see cref="_letters"/> of the first letter of each text, and of the end.</summary>
    private readonly int[] _firstLetters;

    /// <summary>The number of each letter. The most frequent come first: only rare ones share a bit of the counters.</summary>
    private readonly FrozenDictionary<char, ushort> _alphabet;

    /// <summary>The indexes of the items of each parent item.</summary>
    private readonly FrozenDictionary<int, int[]> _children;
    private readonly int[] _all;

    /// <param name="items">The items, in their order.</param>
    /// <param name="getTexts">The folded texts of an item.</param>
    public NearestItemSearch(IReadOnlyList<ListItem> items, Func<ListItem, IReadOnlyList<string>> getTexts)
    {
        _items = [.. items];
        _all = [.. Enumerable.Range(0, _items.Length)];
        _texts = [.. _items.SelectMany(getTexts)];
        _firstTexts = [.. Sum(_items.Select(item => getTexts(item).Count))];
        _firstLetters = [.. Sum(_texts.Select(text => text.Length))];
        _alphabet = _texts
            .SelectMany(text => text)
            .CountBy(letter => letter)
            .OrderByDescending(letter => letter.Value)
            .Select((letter, number) => KeyValuePair.Create(letter.Key, (ushort)number))
            .ToFrozenDictionary();
        _letters = [.. _texts.SelectMany(text => text).Select(letter => _alphabet[letter])];
        _counts = Array.ConvertAll(_texts, Count);
        _children = _all.Where(i => _items[i].ParentValue is not null)
            .GroupBy(i => _items[i].ParentValue!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>How many texts a search compares, of the items of a parent item or of all items.</summary>
    public int CountTexts(int? parentValue)
    {
        var count = 0;
        foreach (var i in GetItems(parentValue))
            count += _firstTexts[i + 1] - _firstTexts[i];
        return count;
    }

    /// <summary>Up to <paramref name="count"/> items, nearest first; equally near ones keep their order.</summary>
    /// <param name="text">Folded.</param>
    /// <param name="parentValue">The parent item of the items, or null for all items.</param>
    public ListItem[] Find(ReadOnlySpan<char> text, int? parentValue, int count)
    {
        var items = GetItems(parentValue);
        var letters = _alphabet.Count <= MaxOnStack ? null : ArrayPool<ulong>.Shared.Rent(_alphabet.Count);
        var bounds = items.Length <= MaxOnStack ? null : ArrayPool<int>.Shared.Rent(items.Length);
        try
        {
            var positions = letters is null ? stackalloc ulong[_alphabet.Count] : letters.AsSpan(0, _alphabet.Count);
            positions.Clear();
            var best = new Ranking(stackalloc (int, int)[count]);
            Find(
                new Pattern(text, positions, _alphabet),
                items,
                bounds is null ? stackalloc int[items.Length] : bounds.AsSpan(0, items.Length),
                ref best
            );
            return best.Select(_items);
        }
        finally
        {
            if (letters is not null)
                ArrayPool<ulong>.Shared.Return(letters);
            if (bounds is not null)
                ArrayPool<int>.Shared.Return(bounds);
        }
    }

    private ReadOnlySpan<int> GetItems(int? parentValue) =>
        parentValue is not { } parent ? _all
        : _children.TryGetValue(parent, out var items) ? items
        : [];

    /// <summary>
    /// First the items that seem to be nearest by their letters, so that hardly any other has to be compared letter by letter.
    /// </summary>
    private void Find(in Pattern pattern, ReadOnlySpan<int> items, Span<int> bounds, ref Ranking best)
    {
        var promising = new Ranking(stackalloc (int, int)[best.Capacity]);
        for (var n = 0; n < items.Length; n++)
        {
            bounds[n] = GetLowerBound(pattern, items[n]);
            promising.Add(bounds[n], n);
        }

        foreach (var (_, n) in promising.Entries)
        {
            best.Add(GetDistance(pattern, items[n], int.MaxValue), items[n]);
            bounds[n] = int.MaxValue;
        }

        for (var n = 0; n < items.Length; n++)
        {
            var limit = best.GetLimit(items[n]);
            if (bounds[n] < limit)
                best.Add(GetDistance(pattern, items[n], limit), items[n]);
        }
    }

    /// <summary>No text of the item is nearer than this.</summary>
    private int GetLowerBound(in Pattern pattern, int item)
    {
        var bound = int.MaxValue;
        for (var text = _firstTexts[item]; text < _firstTexts[item + 1]; text++)
            bound = Math.Min(bound, GetLowerBound(pattern, text, out _));
        return bound;
    }

    private int GetLowerBound(in Pattern pattern, int text, out bool canBePart)
    {
        var missing = pattern.Counts.CountMoreThan(_counts[text]) + pattern.Unknown;
        var added = _counts[text].CountMoreThan(pattern.Counts);
        var length = _firstLetters[text + 1] - _firstLetters[text];
        canBePart = missing == 0 || added == 0;
        var edits = Math.Max(Math.Abs(pattern.Length - length), Math.Max(missing, added));
        return canBePart ? edits : edits * 2;
    }

    /// <summary>The distance of the nearest text of an item; any number from the limit on if it is not below the limit.</summary>
    private int GetDistance(in Pattern pattern, int item, int limit)
    {
        for (var text = _firstTexts[item]; text < _firstTexts[item + 1]; text++)
        {
            if (GetLowerBound(pattern, text, out var canBePart) < limit)
                limit = Math.Min(limit, GetDistance(pattern, text, canBePart, limit));
        }

        return limit;
    }

    private int GetDistance(in Pattern pattern, int text, bool canBePart, int limit)
    {
        var letters = _letters.AsSpan(_firstLetters[text].._firstLetters[text + 1]);
        if (canBePart && NearestText.IsPart(pattern.Text, _texts[text]))
            return Math.Abs(pattern.Length - letters.Length);
        if (pattern.Length == 0)
            return letters.Length * 2;
        var edits = new EditCount(pattern.Length);
        for (var i = 0; i < letters.Length; i++)
        {
            edits.Append(pattern.Positions[letters[i]]);

            // Each further letter can make up for one edit at most.
            if ((edits.Total - (letters.Length - 1 - i)) * 2L >= limit)
                return int.MaxValue;
        }

        return edits.Total * 2;
    }

    private LetterCounts Count(string text)
    {
        var counts = new LetterCounts();
        foreach (var letter in text)
            counts.Add(_alphabet[letter]);
        return counts;
    }

    private static IEnumerable<int> Sum(IEnumerable<int> lengths)
    {
        var sum = 0;
        yield return sum;
        foreach (var length in lengths)
            yield return sum += length;
    }

    /// <summary>The text that is looked for.</summary>
    private readonly ref struct Pattern
    {
        public Pattern(ReadOnlySpan<char> text, Span<ulong> positions, FrozenDictionary<char, ushort> alphabet)
        {
            Text = NearestText.Shorten(text);
            Positions = positions;
            for (var i = 0; i < Text.Length; i++)
            {
                if (!alphabet.TryGetValue(Text[i], out var letter))
                {
                    Unknown++;
                    continue;
                }

                positions[letter] |= 1UL << i;
                Counts.Add(letter);
            }
        }

        public readonly LetterCounts Counts;

        public ReadOnlySpan<char> Text { get; }

        public int Length => Text.Length;

        /// <summary>The positions in the text of each letter of the alphabet.</summary>
        public ReadOnlySpan<ulong> Positions { get; }

        /// <summary>How many letters of the text are in no text of the list.</summary>
        public int Unknown { get; }
    }

    /// <summary>The nearest items so far, by distance and then by their order.</summary>
    private ref struct Ranking(Span<(int Distance, int Item)> entries)
    {
        private readonly Span<(int Distance, int Item)> _entries = entries;
        private int _count;

        public readonly int Capacity => _entries.Length;

        public readonly ReadOnlySpan<(int Distance, int Item)> Entries => _entries[.._count];

        /// <summary>The distance below which an item is among the nearest.</summary>
        public readonly int GetLimit(int item)
        {
            if (_count < _entries.Length)
                return int.MaxValue;
            var (distance, last) = _entries[^1];
            return item < last ? distance + 1 : distance;
        }

        public void Add(int distance, int item)
        {
            if (distance >= GetLimit(item))
                return;
            if (_count < _entries.Length)
                _count++;
            var index = _count - 1;
            for (; index > 0 && (distance, item).CompareTo(_entries[index - 1]) < 0; index--)
                _entries[index] = _entries[index - 1];
            _entries[index] = (distance, item);
        }

        public readonly ListItem[] Select(ListItem[] items)
        {
            var selected = new ListItem[_count];
            for (var i = 0; i < _count; i++)
                selected[i] = items[_entries[i].Item];
            return selected;
        }
    }
}
