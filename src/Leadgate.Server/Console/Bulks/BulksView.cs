using Leadgate.Storage;

namespace Leadgate.Server.Console.Bulks;

/// <summary>What the page of bulks shows.</summary>
/// <param name="Waiting">How many leads of a bulk wait for correction.</param>
/// <param name="Older">The last bulk, if there are more.</param>
/// <param name="Sender">Whose bulks; null for all.</param>
/// <param name="Senders">The names to choose from.</param>
internal sealed record BulksView(
    IReadOnlyList<StoredBulk> Bulks,
    IReadOnlyDictionary<long, int> Waiting,
    long? Older,
    string? Sender,
    IReadOnlyList<string> Senders
);
