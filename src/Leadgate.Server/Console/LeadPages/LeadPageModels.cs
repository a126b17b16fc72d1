using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Wire;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>Makes what the pages of a lead show.</summary>
internal static class LeadPageModels
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = WireJson.WriterOptions.Encoder,
        MaxDepth = 128,
    };

    /// <param name="stored">The lead as it is stored.</param>
    /// <param name="issues">The errors to show: those of the stored lead, or of what was typed.</param>
    public static LeadView Create(
        LeadRecord stored,
        IReadOnlyList<Issue> issues,
        LeadFormState state,
        IReadOnlyList<LeadRevision> revisions,
        bool arabic
    )
    {
        var byPath = issues.ToLookup(FindPath);
        var fields = state.Keys.Select(key => CreateField(key, [.. byPath[key.Path]], state, arabic)).ToList();
        var ids = fields.ToDictionary(field => field.Key.Path, field => field.Key.Id);
        var problems = issues.Select(issue => (ids.GetValueOrDefault(FindPath(issue), ""), IssueMessages.Format(issue, arabic))).ToList();
        return new LeadView(
            stored.Id!.Value,
            stored.Version!.Value,
            stored.Origin!,
            stored.Errors.Count == 0,
            fields,
            problems,
            [.. stored.Warnings.Select(issue => IssueMessages.Format(issue, arabic))],
            Indent(state.Source),
            revisions,
            state
        );
    }

    /// <summary>
    /// A correction that came after somebody else's: what the lead was when the form was opened follows from the revisions since.
    /// </summary>
    /// <param name="opened">The version of the form.</param>
    /// <param name="state">What is stored now, with what was typed.</param>
    public static ConflictView CreateConflict(
        LeadRecord now,
        int opened,
        LeadFormState state,
        IReadOnlyList<LeadRevision> revisions,
        bool arabic
    )
    {
        var since = revisions.Where(revision => revision.Version > opened).ToList();
        var before = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var change in since.SelectMany(revision => LeadChanges.Read(revision.Changes)))
            before.TryAdd(change.Field, change.From);
        var rows = state
            .Keys.Where(state.IsChanged)
            .Select(key =>
            {
                var (mine, theirs) = (state.Get(key), state.GetStored(key));
                var isTheirs = before.TryGetValue(key.Path, out var json);
                var parent = FindParentBefore(key, before, state);
                var old = isTheirs ? LeadFormText.FromJson(key.Field, json, state.Catalog, parent) : theirs;
                return (
                    Old: old,
                    Row: new ConflictRow(
                        key,
                        mine,
                        state.Show(key, old, arabic),
                        state.Show(key, theirs, arabic),
                        state.Show(key, mine, arabic),
                        isTheirs && theirs != old
                    )
                );
            })
            .Where(pair => pair.Row.Mine != pair.Old)
            .Select(pair => pair.Row)
            .ToList();
        return new ConflictView(now.Id!.Value, now.Version!.Value, since, rows);
    }

    /// <summary>The path of a field by its first name, whichever name the sender used; the name itself if it is no field.</summary>
    public static string FindPath(Issue issue) => issue.Field is { } field ? new LeadFieldKey(field, issue.VehicleIndex).Path : issue.Path;

    /// <summary>The title of a field of a revision; its name if the sender chose it.</summary>
    public static string FindTitle(string path, bool arabic)
    {
        var name = path.LastIndexOf("].", StringComparison.Ordinal) is >= 0 and var end ? path[(end + 2)..] : path;
        var isVehicle = name.Length < path.Length;
        return (isVehicle ? VehicleFields.Table : LeadFields.Table).TryFind(name, out var field, out _)
            ? (isVehicle ? path[..^name.Length] : "") + (arabic ? field.TitleAr : field.Title)
            : path;
    }

    private static int? FindParentBefore(LeadFieldKey key, Dictionary<string, ReadOnlyMemory<byte>> before, LeadFormState state)
    {
        if (key.Field.Parent is not { } parent)
            return null;
        var parentKey = new LeadFieldKey(parent, null);
        return LeadFormText.FindItem(
            before.TryGetValue(parent.Name, out var json)
                ? LeadFormText.FromJson(parent, json, state.Catalog, FindParentBefore(parentKey, before, state))
                : state.GetStored(parentKey)
        );
    }

    private static LeadFieldView CreateField(LeadFieldKey key, IReadOnlyList<Issue> issues, LeadFormState state, bool arabic)
    {
        var typed = state.Get(key);
        var hasNoItems = key.Field.Parent is not null && state.FindParent(key) is not null && state.FindItems(key) is { Count: 0 };
        return new LeadFieldView(
            key,
            typed,
            state.Show(key, typed, arabic),
            hasNoItems ? null : state.FindItems(key),
            [.. issues.Select(issue => IssueMessages.Format(issue, arabic))],
            [.. issues.SelectMany(issue => LeadSuggestions.Create(issue, key, state.Catalog, arabic))]
        );
    }

    /// <summary>The JSON in lines, or as it is if it cannot be read as a whole.</summary>
    private static string Indent(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(json.Span);
        }
    }
}
