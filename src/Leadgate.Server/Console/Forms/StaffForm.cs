namespace Leadgate.Server.Console.Forms;

/// <summary>A form that a staff page sent. Without a valid token it is <see cref="IsRefused"/>, and nothing may be done.</summary>
internal sealed class StaffForm(IFormCollection fields, bool isRefused)
{
    public static readonly StaffForm Refused = new(FormCollection.Empty, isRefused: true);

    /// <summary>More than <see cref="FormLimits"/> allow, of which nothing is known.</summary>
    public static readonly StaffForm TooLarge = new(FormCollection.Empty, isRefused: true);

    /// <summary>Whether the form has no valid token: it is too old, of another person, or of another site.</summary>
    public bool IsRefused => isRefused;

    /// <summary>The file of a form that streams it (<see cref="FormLimits.StreamsFile"/>), or null.</summary>
    public FormUpload? Upload { get; init; }

    public IFormFileCollection Files => fields.Files;

    public IEnumerable<string> Names => fields.Keys;

    /// <summary>The first value of a field; empty if there is none.</summary>
    public string Get(string name) => fields.TryGetValue(name, out var values) && values is [{ } first, ..] ? first : "";

    public IReadOnlyList<string> GetAll(string name) => fields.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>Whether a dialog of <see cref="Components.Confirm"/> was answered.</summary>
    public bool IsConfirmed => Get("confirmed") == "yes";
}
