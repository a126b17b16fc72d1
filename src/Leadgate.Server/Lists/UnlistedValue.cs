using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>A text that leads wait with because it is in no item of a list.</summary>
/// <param name="Field">See <see cref="Domain.Leads.OpenError"/>.</param>
/// <param name="Value">The text as the oldest of the leads has it.</param>
/// <param name="Leads">How many leads.</param>
/// <param name="Suggested">The items that were suggested to the sender.</param>
internal sealed record UnlistedValue(string Field, string Value, long Leads, IReadOnlyList<ListItem> Suggested);
