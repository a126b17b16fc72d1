namespace Leadgate.Server.Console.LeadPages;

/// <summary>A button that puts values into the form.</summary>
/// <param name="Label">The value, or what the button does.</param>
/// <param name="Pick">The values by the path of their field, as JSON.</param>
internal sealed record LeadSuggestion(string Label, string Pick);
