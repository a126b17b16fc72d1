using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>A page below <c>/docs</c>.</summary>
/// <param name="File">Its Markdown file in the repository, which links between pages name.</param>
/// <param name="Path">Its path in the service.</param>
/// <param name="Title">Its title, in the title bar and in links.</param>
/// <param name="Section">The part of the documentation that it belongs to.</param>
/// <param name="Read">Its Markdown. The argument is whether it is wanted in Arabic.</param>
internal sealed record DocPage(string File, string Path, BilingualText Title, DocSection Section, Func<bool, string> Read)
{
    /// <summary>What the page is for. Null for a page that its parent lists, and not the navigation.</summary>
    public BilingualText? Summary { get; init; }

    /// <summary>The page that lists this one, if the navigation does not.</summary>
    public DocPage? Parent { get; init; }

    /// <summary>Whether its text exists in Arabic. If not, the Arabic page has the English text.</summary>
    public bool HasArabic { get; init; }

    /// <summary>Whether the rows of its tables are what people mean who search for their codes.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether its title is a code that people search for as a whole.</summary>
    public bool IsCode { get; init; }
}
