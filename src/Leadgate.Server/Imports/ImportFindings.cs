using Leadgate.Domain.Leads;

namespace Leadgate.Server.Imports;

/// <summary>Groups the errors that a check finds. Not thread-safe.</summary>
internal sealed class ImportFindings
{
    /// <summary>The most groups: a wrong value in each of a million rows must not fill the memory.</summary>
    private const int MaxGroups = 200;
    private const int MaxLines = 3;

    private readonly Dictionary<(string Field, string Code, string Value), ImportFinding> _groups = [];

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<ImportFinding> Groups => [.. _groups.Values.OrderByDescending(group => group.Rows)];

    /// <param name="line">The line of the lead in the file.</param>
    public void Add(IReadOnlyList<Issue> errors, long line)
    {
        if (errors.Count == 0)
            return;
        var grouped = OpenError.From(errors);
        foreach (var error in grouped)
        {
            var key = (error.Field, error.Code, error.Folded);
            if (_groups.TryGetValue(key, out var group))
            {
                _groups[key] = group with
                {
                    Rows = group.Rows + 1,
                    Lines = group.Lines.Count < MaxLines ? [.. group.Lines, line] : group.Lines,
                };
                continue;
            }

            if (_groups.Count == MaxGroups)
                continue;
            var issue = grouped.Count == errors.Count ? errors[IndexOf(grouped, error)] : Find(errors, error);
            _groups[key] = new ImportFinding(
                error.Field,
                error.Code,
                error.Value,
                1,
                [line],
                IssueMessages.Format(issue, arabic: false),
                IssueMessages.Format(issue, arabic: true),
                IssueMessages.GetSuggestions(issue)
            );
        }
    }

    private static int IndexOf(IReadOnlyList<OpenError> all, OpenError one)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (ReferenceEquals(all[i], one))
                return i;
        }

        return 0;
    }

    private static Issue Find(IReadOnlyList<Issue> errors, OpenError group) =>
        errors.First(error =>
            OpenError.From([error])[0] is var own && (own.Field, own.Code, own.Folded) == (group.Field, group.Code, group.Folded)
        );
}
