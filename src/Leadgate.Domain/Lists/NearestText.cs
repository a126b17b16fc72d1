namespace Leadgate.Domain.Lists;

/// <summary>
/// Finds the candidates nearest to a text that matches none. A bulk can have hundreds of thousands of such texts, so the edit distance
/// is computed a machine word of bits at a time (Myers 1999, "A fast bit-vector algorithm for approximate string matching", in
/// Hyyrö's form for whole strings).
/// </summary>
internal static class NearestText
{
    /// <summary>The bits of a machine word; of longer texts the beginning is compared.</summary>
    private const int MaxPattern = 64;

    /// <summary>
    /// Up to <paramref name="count"/> candidates, nearest first; equally near ones keep their order. All texts are folded.
    /// </summary>
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

            var index = best.Count;
            while (index > 0 && best[index - 1].Distance > distance)
                index--;
            best.Insert(index, (distance, candidate));
            if (best.Count > count)
                best.RemoveAt(count);
        }

        return best.ConvertAll(b => b.Candidate);
    }

    /// <summary>
    /// The number of insertions, deletions and substitutions between two texts (Levenshtein); of the first, 64 characters are compared.
    /// </summary>
    public static int Distance(string a, string b) => new Pattern(a).EditsTo(b);

    private readonly struct Pattern
    {
        private readonly string _text;
        private readonly string _letters;
        private readonly ulong[] _positions;

        public Pattern(string text)
        {
            _text = text.Length > MaxPattern ? text[..MaxPattern] : text;
            _letters = new string(_text.Distinct().ToArray());
            _positions = new ulong[_letters.Length];
            for (var i = 0; i < _text.Length; i++)
                _positions[_letters.IndexOf(_text[i])] |= 1UL << i;
        }

        /// <summary>
        /// Twice the number of edits, or once if one text contains the other, so that "Sales" is the nearest to "Toyota Sales".
        /// </summary>
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
                var match = letter < 0 ? 0 : _positions[letter];
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
