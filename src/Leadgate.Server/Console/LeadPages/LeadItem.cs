namespace Leadgate.Server.Console.LeadPages;

/// <param name="Value">As the form has it.</param>
internal sealed record LeadItem(string Value, string Label);
