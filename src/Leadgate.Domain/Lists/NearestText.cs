namespace Leadgate.Domain.Lists;

/// <summary>
/// Finds the candidates nearest to a text that matches none. It runs only for texts that are wrong; a bulk may hold hundreds of
/// thousands of those, so the edit distance is computed a word of bits at a time (Myers 1999, "A fast bit-vector algorithm for
/// approximate string matching", in Hyyrö's form for whole strings).
/// </summary>
internal static class NearestText
{
    /// <summary>Bits in a machine word: longer texts are compared by their beginning.</summary>
    private const int MaxPattern = 64;

    /// <summary>Up to <paramref name="count"/> candidates, nearest first; equally near ones in their own order.</summary>
    /// <typeparam name="T">What is suggested.</typeparam>
    /// <param name="text">The folded text that matched nothing.</param>
    /// <param name="candidates">What it may have meant, in display order.</param>
    /// <param name="texts">The folded texts of a candidate; the nearest counts.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<T> Find<T>(string text, IEnumerable<T> candidates, Func<T, IReadOnlyList<string>> texts, int count)
    {
        var pattern = new Pattern(text);
        var best = new List<(int Distance, T Candidate)>(count + 1);
        foreach (var candidate in candidates)
        {
            var distance = int.MaxValue;
            foreach (var other in texts(candidate))
                distance = Math.Min(distance, pattern.DistanceTo(other));
            if (best.Count == count && distance >= best[^1].Distance)
                continue;

            var place = best.Count;
            while (place > 0 && best[place - 1].Distance > distance)
                place--;
            best.Insert(place, (distance, candidate));
            if (best.Count > count)
                best.RemoveAt(count);
        }

        return best.ConvertAll(b => b.Candidate);
    }

    /// <summary>
    /// The number of insertions, deletions and substitutions between two texts (Levenshtein), the first cut to 64 characters.
    /// </summary>
    /// <param name="a">The one text.</param>
    /// <param name="b">The other text.</param>
    public static int Distance(string a, string b) => new Pattern(a).EditsTo(b);

    private readonly struct Pattern
    {
        private readonly string _text;
        private readonly string _letters;
        private readonly ulong[] _places;

        public Pattern(string text)
        {
            _text = text.Length > MaxPattern ? text[..MaxPattern] : text;
            _letters = new string(_text.Distinct().ToArray());
            _places = new ulong[_letters.Length];
            for (var i = 0; i < _text.Length; i++)
                _places[_letters.IndexOf(_text[i])] |= 1UL << i;
        }

        /// <summary>The distance; halved where one text contains the other, for "Toyota Sales" is nearer to "Sales" than to anything.</summary>
        public int DistanceTo(string other)
        {
            var edits = EditsTo(other);
            var isPart =
                Math.Min(_text.Length, other.Length) >= 3
                && (other.Contains(_text, StringComparison.Ordinal) || _text.Contains(other, StringComparison.Ordinal));
            return isPart ? edits : edits * 2;
        }

        public int EditsTo(string other)
        {
            if (_text.Length == 0)
                return other.Length;
            ulong plus = ulong.MaxValue,
                minus = 0;
            var last = 1UL << (_text.Length - 1);
            var distance = _text.Length;
            foreach (var c in other)
            {
                var letter = _letters.IndexOf(c);
                var match = letter < 0 ? 0 : _places[letter];
                var diagonal = (((match & plus) + plus) ^ plus) | match | minus;
                var up = minus | ~(diagonal | plus);
                var down = plus & diagonal;
                if ((up & last) != 0)
                    distance++;
                if ((down & last) != 0)
                    distance--;
                up = (up << 1) | 1;
                down <<= 1;
                plus = down | ~(diagonal | up);
                minus = up & diagonal;
            }

            return distance;
        }
    }
}
