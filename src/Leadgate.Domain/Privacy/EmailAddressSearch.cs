namespace Leadgate.Domain.Privacy;

/// <summary>
/// Finds an email address in a text, in any case and width, whatever is before and after it, and with <c>(at)</c> and <c>[dot]</c>.
/// </summary>
/// <param name="folded">The address as <see cref="TextReadings.Fold(string)"/> returns it.</param>
internal sealed class EmailAddressSearch(string folded)
{
    private readonly int _at = folded.IndexOf('@', StringComparison.Ordinal);

    public Mention Find(TextReadings text)
    {
        var (starts, certain) = (new bool[text.NodeCount], new bool[text.NodeCount]);
        starts[0] = certain[0] = true;
        for (var node = 0; node < text.NodeCount; node++)
        {
            foreach (var step in text.StepsFrom(node))
            {
                starts[step.To] |= !char.IsAsciiLetterOrDigit(step.Value);
                certain[step.To] |= !char.IsAsciiLetterOrDigit(step.Value) && step.Value is not ('.' or '_' or '-' or '+');
            }
        }

        return Contains(text, certain, isCertain: true) ? Mention.Certain
            : Contains(text, starts, isCertain: false) ? Mention.Possible
            : Mention.None;
    }

    private bool Contains(TextReadings text, bool[] starts, bool isCertain)
    {
        var (nodes, next) = (new NodeSet(text.NodeCount), new NodeSet(text.NodeCount));
        for (var node = 0; node < starts.Length; node++)
        {
            if (starts[node])
                nodes.Add(node);
        }

        for (var matched = 0; matched < folded.Length && nodes.Count > 0; matched++)
        {
            for (var i = 0; i < nodes.Count; i++)
            {
                foreach (var step in text.StepsFrom(nodes[i]))
                {
                    if (step.Value == folded[matched])
                        next.Add(step.To);
                    else if (step.Value == TextReadings.Nothing && matched > 0)
                        nodes.Add(step.To);
                }

                if (matched == _at)
                    AddSpelled(text, nodes[i], "@", "at", next);
                else if (folded[matched] == '.' && matched > 0)
                    AddSpelled(text, nodes[i], ".", "dot", next);
            }

            (nodes, next) = (next, nodes);
            next.Clear();
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            if (EndsAt(text, nodes[i], isCertain))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the address may end at a node. <c>sara@example.com.sa</c> is another address, and <c>sara@example.com.Call</c> is not: that
    /// is possible, and not certain.
    /// </summary>
    private static bool EndsAt(TextReadings text, int node, bool isCertain)
    {
        if (node == text.End)
            return true;
        foreach (var step in text.StepsFrom(node))
        {
            if (char.IsAsciiLetterOrDigit(step.Value))
                continue;
            if (!isCertain || step.Value is not ('-' or '_' or '.'))
                return true;
            if (step.Value == '.' && (step.To == text.End || !IsLetterOrDigitNext(text, step.To)))
                return true;
        }

        return false;
    }

    private static bool IsLetterOrDigitNext(TextReadings text, int node)
    {
        foreach (var step in text.StepsFrom(node))
        {
            if (char.IsLetterOrDigit(step.Value))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Adds the nodes after a character that is written with spaces, brackets, or quotes around it, or as a word: <c> @ </c>,
    /// <c>(at)</c>, <c> AT </c>.
    /// </summary>
    private static void AddSpelled(TextReadings text, int node, string character, string word, NodeSet next)
    {
        var before = SkipAround(text, [node]);
        Add(character, [node, .. before]);
        Add(word, before);

        void Add(string spelled, List<int> from)
        {
            foreach (var letter in spelled)
                from = Step(text, from, letter);
            foreach (var to in spelled == character ? [.. from, .. SkipAround(text, from)] : SkipAround(text, from))
                next.Add(to);
        }
    }

    private static List<int> Step(TextReadings text, List<int> from, char value)
    {
        var found = new List<int>();
        for (var i = 0; i < from.Count; i++)
        {
            foreach (var step in text.StepsFrom(from[i]))
            {
                if (step.Value == value && !found.Contains(step.To))
                    found.Add(step.To);
                else if (step.Value == TextReadings.Nothing && !from.Contains(step.To))
                    from.Add(step.To);
            }
        }

        return found;
    }

    /// <summary>The nodes after one or more characters that people write around a spelled one; at most a few.</summary>
    private static List<int> SkipAround(TextReadings text, List<int> from)
    {
        const int most = 16;
        var found = new List<int>();
        List<int> reached = [.. from];
        for (var i = 0; i < reached.Count && reached.Count < most; i++)
        {
            foreach (var step in text.StepsFrom(reached[i]))
            {
                var isAround = char.IsWhiteSpace(step.Value) || "()[]{}<>\"'*_-|~".Contains(step.Value, StringComparison.Ordinal);
                if ((!isAround && step.Value != TextReadings.Nothing) || reached.Contains(step.To))
                    continue;
                reached.Add(step.To);
                found.Add(step.To);
            }
        }

        return found;
    }
}
