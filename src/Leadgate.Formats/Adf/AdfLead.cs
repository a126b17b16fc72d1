namespace Leadgate.Formats.Adf;

/// <summary>What is known of a lead while its prospect is read.</summary>
internal sealed class AdfLead
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _note = [];

    /// <summary>The fields of the lead, in the order in which they were set.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    public List<Dictionary<string, string>> Vehicles { get; } = [];

    /// <summary>The texts of elements that ADF does not have, by their path.</summary>
    public Dictionary<string, string> Extra { get; } = new(StringComparer.Ordinal);

    public string NoteText => string.Join('\n', _note);

    /// <summary>Sets a field unless the value is blank or the field is set.</summary>
    public void Set(string name, string value)
    {
        if (value.Length > 0)
            _fields.TryAdd(name, value);
    }

    public string Get(string name) => _fields.GetValueOrDefault(name, "");

    public void Note(string text)
    {
        if (text.Length > 0)
            _note.Add(text);
    }

    public void Note(string key, string value)
    {
        if (value.Length > 0)
            _note.Add($"{key}: {value}");
    }
}
