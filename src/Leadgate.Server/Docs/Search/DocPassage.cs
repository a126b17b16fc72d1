namespace Leadgate.Server.Docs.Search;

/// <summary>What a search can find: what follows a heading, or a row of a reference table.</summary>
/// <param name="IsArabic">Whether it is of the Arabic text of the page.</param>
/// <param name="Anchor">The fragment that leads to it. Null at the beginning of the page.</param>
/// <param name="Heading">Its heading, or the code that the row is about. Null at the beginning of the page.</param>
/// <param name="IsRow">Whether it is a row of a table.</param>
/// <param name="Texts">Its paragraphs, list items, and blocks of code.</param>
internal sealed record DocPassage(DocPage Page, bool IsArabic, string? Anchor, string? Heading, bool IsRow, List<string> Texts);
