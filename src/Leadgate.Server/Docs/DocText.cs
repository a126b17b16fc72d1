namespace Leadgate.Server.Docs;

/// <summary>The text of a page as HTML.</summary>
/// <param name="Title">Its title, with its element.</param>
/// <param name="Body">What follows the title.</param>
/// <param name="Headings">The headings of the body.</param>
internal sealed record DocText(string Title, string Body, IReadOnlyList<DocHeading> Headings);
