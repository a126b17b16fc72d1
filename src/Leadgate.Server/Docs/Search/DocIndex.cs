namespace Leadgate.Server.Docs.Search;

/// <summary>
/// Which words are in which passages. A word of a title counts more than one of a heading, and that more than one of the text; a rare word
/// counts more than a frequent one; what is typed exactly as the code of a page, a field, or a setting comes first.
/// </summary>
internal sealed class DocIndex
{
    private const double TitleWeight = 12;
    private const double HeadingWeight = 5;
    private const double RowWeight = 9;
    private const double CodeBonus = 100;
    private const double MentionBonus = 5;

    /// <summary>What the beginning of a word counts, compared with the whole.</summary>
    private const double BeginningWeight = 0.4;

    private const int MinBeginning = 2;
    private const double OtherLanguageWeight = 0.6;
    private const int MaxResults = 20;
    private const int MaxPassages = 3;

    private readonly List<DocPassage> _passages = [];
    private readonly Dictionary<string, Dictionary<int, double>> _weights = new(StringComparer.Ordinal);
    private readonly string[] _sorted;

    private DocIndex(IEnumerable<DocPage> pages)
    {
        foreach (var page in pages)
        {
            Add(page, arabic: false);
            if (page.HasArabic)
                Add(page, arabic: true);
        }

        _sorted = [.. _weights.Keys.Order(StringComparer.Ordinal)];
    }

    public static DocIndex Create(IEnumerable<DocPage> pages) => new(pages);

    /// <summary>The pages with all words, or if there are none, those with most of them. The best comes first.</summary>
    public IReadOnlyList<DocResult> Find(DocQuery query, bool arabic)
    {
        if (query.Words.Count == 0)
            return [];
        var matches = query.Words.Select(Match).ToList();
        var pages = matches
            .SelectMany(match => match.Keys)
            .Distinct()
            .GroupBy(passage => (_passages[passage].Page, _passages[passage].IsArabic))
            .Select(page => Rank(page.Key.Page, page.Key.IsArabic, [.. page], matches, query))
            .ToList();
        if (pages.Count == 0)
            return [];
        var most = pages.Max(page => page.Words);
        return
        [
            .. pages
                .Where(page => page.Words == most)
                .Select(page => page.Result.IsArabic == arabic ? page.Result : Weaken(page.Result))
                .GroupBy(result => result.Page)
                .Select(versions => versions.MaxBy(version => version.Score)!)
                .OrderByDescending(result => result.Score)
                .ThenBy(result => result.Page.Path, StringComparer.Ordinal)
                .Take(MaxResults),
        ];
    }

    private static DocResult Weaken(DocResult result) => result with { Score = result.Score * OtherLanguageWeight };

    private (DocResult Result, int Words) Rank(
        DocPage page,
        bool isArabic,
        IReadOnlyList<int> passages,
        List<Dictionary<int, double>> matches,
        DocQuery query
    )
    {
        var words = matches.Count(match => passages.Any(match.ContainsKey));
        var ranked = passages
            .Select(passage => (Passage: _passages[passage], Score: Score(passage)))
            .OrderByDescending(passage => passage.Score)
            .ToList();

        // Words that are on the page, though not in the best passage, count a little.
        var score = ranked[0].Score + (0.2 * matches.Sum(match => passages.Max(passage => match.GetValueOrDefault(passage))));
        var shown = ranked.Where(passage => passage.Score >= ranked[0].Score / 3).Take(MaxPassages).Select(passage => passage.Passage);
        return (new DocResult(page, isArabic, [.. shown], score * page.Section.SearchWeight), words);

        double Score(int passage) => matches.Sum(match => match.GetValueOrDefault(passage)) + GetBonus(_passages[passage], query);
    }

    private static double GetBonus(DocPassage passage, DocQuery query)
    {
        if (passage.Heading is null)
            return passage.Page.IsCode && DocWords.CreateCodeKey(passage.Page.Title.English) == query.Code ? 2 * CodeBonus : 0;
        if (!passage.IsRow || DocWords.CreateCodeKey(passage.Heading) != query.Code)
            return 0;
        return passage.Page.IsReference ? CodeBonus : MentionBonus;
    }

    /// <summary>The passages with a word, and how much it counts in each.</summary>
    private Dictionary<int, double> Match(string word)
    {
        var found = new Dictionary<int, double>();
        AddMatches(found, word, 1);
        if (word.Length < MinBeginning)
            return found;
        var index = Array.BinarySearch(_sorted, word, StringComparer.Ordinal);
        for (index = index < 0 ? ~index : index + 1; index < _sorted.Length; index++)
        {
            if (!_sorted[index].StartsWith(word, StringComparison.Ordinal))
                break;
            AddMatches(found, _sorted[index], BeginningWeight);
        }

        var rarity = Math.Log(1 + ((double)_passages.Count / Math.Max(1, found.Count)));
        foreach (var passage in found.Keys)
            found[passage] *= rarity;
        return found;
    }

    private void AddMatches(Dictionary<int, double> found, string word, double factor)
    {
        foreach (var (passage, weight) in _weights.GetValueOrDefault(word, []))
            found[passage] = Math.Max(found.GetValueOrDefault(passage), weight * factor);
    }

    private void Add(DocPage page, bool arabic)
    {
        foreach (var passage in DocPassageReader.Read(page, arabic))
        {
            var id = _passages.Count;
            _passages.Add(passage);
            var isFirst = passage.Anchor is null;
            if (isFirst)
                AddWords(id, passage.Page.Title.In(arabic), TitleWeight);
            if (passage.Heading is not null)
                AddWords(id, passage.Heading, passage.IsRow ? RowWeight : HeadingWeight);
            foreach (var text in passage.Texts)
                AddWords(id, text, 1);
        }
    }

    /// <summary>A word that occurs again adds less each time.</summary>
    private void AddWords(int passage, string text, double weight)
    {
        foreach (var word in DocWords.Split(text))
        {
            if (!_weights.TryGetValue(word.Key, out var weights))
                _weights[word.Key] = weights = [];
            var known = weights.GetValueOrDefault(passage);
            weights[passage] = known + (weight / (1 + known));
        }
    }
}
