using System.Collections.Concurrent;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Docs.Search;
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
    private const string ExamplesFolder = "docs/examples/";
    private readonly Dictionary<string, DocPage> _byPath;
    private readonly DocLayout _layout;
    private readonly Lazy<DocIndex> _index;
    private readonly ConcurrentDictionary<(DocPage Page, bool Arabic, bool InLinks), PreparedContent> _rendered = new();

    public DocPages(LeadgateSettings settings)
    {
        All =
        [
            .. DocCatalog.Pages,
            .. ErrorPages.List(settings.Rules).Select(error => DocCatalog.CreateErrorPage(error.Code, error.Create)),
            .. DocCatalog.Listed,
        ];
        _byPath = All.ToDictionary(page => page.Path, StringComparer.OrdinalIgnoreCase);
        _layout = new DocLayout(settings.Environment, All);
        _index = new(() => DocIndex.Create(All));
        Style = Prepare(EmbeddedText.ReadStyle("docs.css"));
        Examples = EmbeddedText
            .Names.Where(name => name.StartsWith(ExamplesFolder, StringComparison.Ordinal))
            .ToDictionary(name => $"{Routes.Docs}/examples/{name[ExamplesFolder.Length..]}", name => Prepare(EmbeddedText.Read(name)));
    }

    /// <summary>The style sheet of the pages.</summary>
    public PreparedContent Style { get; }

    /// <summary>The files that pages show as examples, by their path.</summary>
    public IReadOnlyDictionary<string, PreparedContent> Examples { get; }

    public IReadOnlyList<DocPage> All { get; }

    public DocPage? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <param name="arabic">Whether the page is wanted in Arabic.</param>
    /// <param name="isLanguageInUrl">Whether the language came from the URL; then links to other pages keep it.</param>
    public PreparedContent Render(DocPage page, bool arabic, bool isLanguageInUrl) =>
        _rendered.GetOrAdd((page, arabic, isLanguageInUrl), key => Prepare(_layout.Write(key.Page, key.Arabic, key.InLinks)));

    /// <summary>The page that shows what was found.</summary>
    /// <param name="text">What was searched for.</param>
    /// <param name="arabic">Whether the page is wanted in Arabic.</param>
    /// <param name="isLanguageInUrl">Whether the language came from the URL; then links to other pages keep it.</param>
    public PreparedContent Search(string text, bool arabic, bool isLanguageInUrl)
    {
        var query = DocQuery.Parse(text);
        var content = DocResultList.Write(query, _index.Value.Find(query, arabic), arabic, isLanguageInUrl);
        return Prepare(_layout.WriteSearch(query.Text, content, arabic, isLanguageInUrl));
    }

    private static PreparedContent Prepare(string text) => new(Encoding.UTF8.GetBytes(text));
}
