using System.Collections.Concurrent;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Pages;

namespace Leadgate.Server.Docs;

/// <summary>
/// The pages below <c>/docs</c>. Their text is that of the repository, embedded when the program is built; each is rendered when it is
/// first requested and then served from memory.
/// </summary>
internal sealed class DocPages
{
    private readonly Dictionary<string, DocPage> _byPath;
    private readonly DocLayout _layout;
    private readonly ConcurrentDictionary<(DocPage Page, bool Arabic, bool InLinks), PreparedContent> _rendered = new();

    public DocPages(LeadgateSettings settings)
    {
        var errors = ErrorPages
            .List(settings.Rules)
            .Select(error => new DocPage(
                ErrorPages.GetFile(error.Code),
                $"{Routes.Errors}/{error.Code}",
                new BilingualText(error.Code, error.Code),
                error.Create
            )
            {
                HasArabic = true,
            });
        _byPath = DocTexts.Pages.Concat(errors).ToDictionary(page => page.Path, StringComparer.OrdinalIgnoreCase);
        _layout = new DocLayout(settings.Environment, _byPath.Values);
        Style = Prepare(EmbeddedText.ReadStyle("docs.css"));
    }

    /// <summary>The style sheet of the pages.</summary>
    public PreparedContent Style { get; }

    public IReadOnlyCollection<DocPage> All => _byPath.Values;

    public DocPage? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <param name="arabic">Whether the page is wanted in Arabic.</param>
    /// <param name="isLanguageInUrl">Whether the language came from the URL; then links to other pages keep it.</param>
    public PreparedContent Render(DocPage page, bool arabic, bool isLanguageInUrl) =>
        _rendered.GetOrAdd((page, arabic, isLanguageInUrl), key => Prepare(_layout.Write(key.Page, key.Arabic, key.InLinks)));

    private static PreparedContent Prepare(string text) => new(Encoding.UTF8.GetBytes(text));
}
