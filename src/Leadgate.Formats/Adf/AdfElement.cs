using System.Text;

namespace Leadgate.Formats.Adf;

/// <summary>An element of an ADF document. Names are in lower case and without a prefix, because senders write them in every way.</summary>
internal sealed class AdfElement(string name)
{
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private readonly List<AdfElement> _children = [];
    private readonly StringBuilder _text = new();

    public string Name { get; } = name;

    public IReadOnlyList<AdfElement> Children => _children;

    /// <summary>Its own text as it is, with a line break for each <c>br</c>.</summary>
    public string RawText => _text.ToString();

    /// <summary>Its text on one line; empty if it has none, or a placeholder that a program has not replaced.</summary>
    public string Text => Clean(string.Join(' ', RawText.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Its text with its line breaks.</summary>
    public string Paragraphs =>
        Clean(string.Join('\n', RawText.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim('\n'));

    public string Attribute(string name) => Clean(_attributes.GetValueOrDefault(name, "").Trim());

    public AdfElement? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in _children)
            {
                if (child.Name == name)
                    return child;
            }
        }

        return null;
    }

    public IEnumerable<AdfElement> All(string name) => _children.Where(child => child.Name == name);

    /// <summary>The text of a child on one line; empty if there is none.</summary>
    public string TextOf(params ReadOnlySpan<string> names) => Find(names)?.Text ?? "";

    public void Add(AdfElement child) => _children.Add(child);

    /// <summary>A space that does not break means nothing here.</summary>
    public void AddText(string text) => _text.Append(text.Replace('\u00A0', ' '));

    public void AddAttribute(string name, string value) => _attributes[name] = value;

    private static string Clean(string text) =>
        text is ['[', .., ']'] or ['{', '{', .., '}', '}'] && !text.AsSpan(1, text.Length - 2).ContainsAny(" []") ? "" : text;
}
