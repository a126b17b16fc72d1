namespace Leadgate.Storage.Search;

/// <summary>The leads that wait for correction with the same error.</summary>
/// <param name="Field">See <see cref="Domain.Leads.OpenError"/>.</param>
/// <param name="Value">The value as the oldest lead has it; null if nothing was sent.</param>
/// <param name="Folded">The value as it is compared: the leads of the group have it in common.</param>
/// <param name="Leads">How many leads.</param>
/// <param name="Oldest">When the oldest of them arrived, UTC.</param>
/// <param name="Suggestions">What the error of the oldest lead suggests.</param>
internal sealed record OpenErrorGroup(
    string Field,
    string Code,
    string? Value,
    string Folded,
    long Leads,
    DateTime Oldest,
    IReadOnlyList<string> Suggestions
);
