using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>A page below <c>/docs</c>.</summary>
/// <param name="File">Its Markdown file in the repository, which links between pages name.</param>
/// <param name="Path">Its path in the service.</param>
/// <param name="Title">Its title, in the title bar and in links.</param>
/// <param name="Read">Its Markdown. The argument is whether it is wanted in Arabic.</param>
internal sealed record DocPage(string File, string Path, BilingualText Title, Func<bool, string> Read)
{
    /// <summary>What the page is for, if the start page lists it; otherwise null.</summary>
    public BilingualText? Summary { get; init; }

    /// <summary>Whether its text exists in Arabic. If not, the Arabic page has the English text.</summary>
    public bool HasArabic { get; init; }
}
