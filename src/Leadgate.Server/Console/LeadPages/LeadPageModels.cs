using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;
using Leadgate.Server.Console.Forms;
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
        var leftOut = FindLeftOut(state);
        var fields = state
            .Keys.Select(key =>
                CreateField(key, [.. byPath[key.Path]], state, arabic) with
                {
                    IsChanged = state.IsChanged(key),
                    IsLeftOut = leftOut.Contains(key.Path),
                }
            )
            .ToList();
        var ids = fields.ToDictionary(field => field.Key.Path, field => field.Key.Id);
        var problems = issues.Select(issue => (ids.GetValueOrDefault(FindPath(issue), ""), IssueMessages.Format(issue, arabic))).ToList();
        return new LeadView(
            stored.Id!.Value,
            state.Version,
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

    /// <summary>What was typed over the stored values, to read and copy.</summary>
    public static IReadOnlyList<TypedText> DescribeChanges(LeadFormState state, bool arabic) =>
        [
            .. state
                .Keys.Where(state.IsChanged)
                .Select(key => new TypedText(
                    key.GetFullTitle(arabic),
                    state.Get(key).Length > 0 ? state.Show(key, state.Get(key), arabic) : LeadPageTexts.Nothing.In(arabic)
                )),
            .. Enumerable
                .Range(0, state.VehicleCount)
                .Where(state.IsRemoved)
                .Select(vehicle => new TypedText(LeadPageTexts.Vehicle(vehicle).In(arabic), LeadPageTexts.RemoveVehicle.In(arabic))),
        ];

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

    /// <summary>
    /// The stored values that the form does not send back, so that they and what is typed take at most what a form may have: each that
    /// takes more than half of a field, and the longest ones until the rest takes half of the form. A field that is not sent stays as it
    /// is.
    /// </summary>
    private static HashSet<string> FindLeftOut(LeadFormState state)
    {
        var stored = state
            .Keys.Where(key => !state.IsChanged(key))
            .Select(key => (key.Path, Bytes: CountBytes(state.GetStored(key))))
            .OrderByDescending(value => value.Bytes)
            .ToList();
        var (leftOut, total) = (new HashSet<string>(), stored.Sum(value => value.Bytes));
        foreach (var (path, bytes) in stored)
        {
            if (bytes <= FormLimits.Lead.FieldLength / 2 && total <= FormLimits.Lead.Bytes / 2)
                break;
            leftOut.Add(path);
            total -= bytes;
        }

        return leftOut;
    }

    /// <summary>The size of a value as browsers send it.</summary>
    private static long CountBytes(string text) =>
        Encoding
            .UTF8.GetBytes(text)
            .Sum(one =>
                char.IsAsciiLetterOrDigit((char)one) || one == ' ' ? 1L
                : one == '\n' ? 6
                : 3
            );

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
        )
        {
            MayBeTyped = key.Field.List is { } list && LeadFieldView.IsLongList(state.Catalog[list]),
        };
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
