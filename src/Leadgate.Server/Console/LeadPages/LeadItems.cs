namespace Leadgate.Server.Console.LeadPages;

/// <summary>The items that a list offers below a parent item.</summary>
internal sealed record LeadItems(IReadOnlyList<LeadItem> Items);
