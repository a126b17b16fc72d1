using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>Makes buttons of what an error suggests.</summary>
internal static class LeadSuggestions
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = WireJson.WriterOptions.Encoder };

    public static IReadOnlyList<LeadSuggestion> Create(Issue issue, LeadFieldKey key, ListCatalog catalog, bool arabic)
    {
        var items =
            issue.Nearest.Count > 0 ? issue.Nearest
            : issue.ItemOfText is { } item ? [item]
            : issue.Code == IssueCode.Ambiguous ? issue.Candidates
            : [];
        var suggestions = new List<LeadSuggestion>();
        if (key.Field.Kind == FieldKind.List)
        {
            foreach (var one in items.Take(IssueMessages.MaxListed))
                suggestions.Add(
                    new(GetLabel(one, key.Field, catalog, arabic, issue.Code), Pick(key.Path, LeadFormText.FromItem(one.Value)))
                );
        }

        if (issue.Code == IssueCode.NotInParent && key.Field.Parent is { } parent)
        {
            foreach (var one in issue.CandidateParents.Take(IssueMessages.MaxListed))
            {
                var (english, inArabic) = (LeadPageTexts.ChangeParent.English, LeadPageTexts.ChangeParent.Arabic);
                var text = (arabic ? inArabic : english)
                    .Replace("{field}", arabic ? parent.TitleAr : parent.Title, StringComparison.Ordinal)
                    .Replace("{item}", one.GetLabel(arabic), StringComparison.Ordinal);
                suggestions.Add(new(text, Pick(parent.Name, LeadFormText.FromItem(one.Value))));
            }
        }

        foreach (var text in issue.Suggestion is { } own ? [own] : issue.Wording?.Suggestions ?? [])
            suggestions.Add(CreateForText(text, key));
        return [.. suggestions.DistinctBy(suggestion => suggestion.Pick)];
    }

    /// <summary>Reads what a button sent.</summary>
    public static IReadOnlyDictionary<string, string> Read(string pick)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(pick) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <summary>A text, or the members of several fields as JSON.</summary>
    private static LeadSuggestion CreateForText(string text, LeadFieldKey key)
    {
        if (!text.StartsWith('"'))
            return new(text, Pick(key.Path, text));
        try
        {
            using var members = JsonDocument.Parse($"{{{text}}}");
            var values = members
                .RootElement.EnumerateObject()
                .ToDictionary(member => FindPath(member.Name, key), member => member.Value.ToString());
            return new(string.Join(", ", values.Values), JsonSerializer.Serialize(values, Json));
        }
        catch (JsonException)
        {
            return new(text, Pick(key.Path, text));
        }
    }

    private static string FindPath(string name, LeadFieldKey key) =>
        LeadFields.Table.TryFind(name, out var field, out _) ? field.Name
        : VehicleFields.Table.TryFind(name, out field, out _) ? (key with { Field = field }).Path
        : name;

    /// <summary>Items of one label are told apart by the item above them.</summary>
    private static string GetLabel(ListItem item, LeadField field, ListCatalog catalog, bool arabic, IssueCode code) =>
        code == IssueCode.Ambiguous
        && item.ParentValue is { } value
        && field.List!.Parent is { } list
        && catalog[list].Find(value) is { } above
            ? $"{item.GetLabel(arabic)} ({above.GetLabel(arabic)})"
            : item.GetLabel(arabic);

    /// <summary>What a button sends to put a text into a field.</summary>
    public static string Pick(string path, string typed) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { [path] = typed }, Json);
}
