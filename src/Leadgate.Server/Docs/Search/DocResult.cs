namespace Leadgate.Server.Docs.Search;

/// <summary>A page that was found.</summary>
/// <param name="Passages">Where the words are on it, the best place first. Empty if they are in its title only.</param>
internal sealed record DocResult(DocPage Page, bool IsArabic, IReadOnlyList<DocPassage> Passages, double Score);
