using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Imports;

/// <summary>Reads what wrong values of a file are to be read as, or says which cannot be.</summary>
internal static class ReplacementReader
{
    /// <summary>As many values as people choose for one import; more wrong values are those of a wrong column.</summary>
    public const int Most = 500;

    private const int MaxLength = 1000;

    private static readonly BilingualText TooMany = new(
        $"An import has at most {Most} replacements. Correct the file instead.",
        $"لا يزيد عدد القيم البديلة في الاستيراد الواحد على {Most}. صحّح الملف بدلًا من ذلك."
    );

    private static readonly BilingualText NoText = new(
        $"A replacement needs from and to, each with 1 to {MaxLength} characters.",
        $"تحتاج القيمة البديلة إلى {BidiText.Ltr("from")} و{BidiText.Ltr("to")}، وفي كل منهما من 1 إلى {MaxLength} حرف."
    );

    /// <summary>Checks replacements.</summary>
    /// <param name="rules">They, by the first names of their fields; of several for one value the last counts.</param>
    /// <param name="inForce">
    /// Those that were checked when they were chosen. One whose item is retired since must not keep others from being changed.
    /// </param>
    /// <returns>What is wrong with the first that cannot be made, or null.</returns>
    public static ImportOutcome.Invalid? Read(
        IReadOnlyList<ValueRule> asked,
        IReadOnlyList<ValueRule> inForce,
        LeadValidator validator,
        out IReadOnlyList<ValueRule> rules
    )
    {
        var read = new Dictionary<(string Field, string From), ValueRule>();
        rules = [];
        foreach (var rule in asked)
        {
            var (from, to) = (rule.From.Trim(), rule.To.Trim());
            if (from.Length is 0 or > MaxLength || to.Length is 0 or > MaxLength)
                return new(NoText, []);
            if (ValueReplacement.Create(rule.Field, from, LeadMembers.WriteText(to)) is not { } replacement)
                return ImportChangeReader.RefuseTarget(rule.Field);
            if (replacement.Field.Kind != FieldKind.List)
                return new(DescribeNoList(replacement.Field), []);
            if (!inForce.Contains(rule) && replacement.Validate(validator) is [var error, ..])
            {
                var reason = new BilingualText(IssueMessages.Format(error, arabic: false), IssueMessages.Format(error, arabic: true));
                return new(reason, IssueMessages.GetSuggestions(error));
            }

            read[(replacement.Path, OpenError.FoldValue(from))] = new ValueRule(replacement.Path, from, to);
        }

        rules = [.. read.Values];
        return rules.Count > Most ? new(TooMany, []) : null;
    }

    /// <summary>
    /// The replacements of values that are in no list even now, by items that still are in one: aliases may have been added and items
    /// retired since they were chosen.
    /// </summary>
    public static IReadOnlyList<ValueRule> FindNeeded(IReadOnlyList<ValueRule> rules, ListCatalog catalog) =>
        [
            .. rules.Where(rule =>
                ValueReplacement.Create(rule.Field, rule.From, default)?.Field.List is { } list
                && catalog[list].Match(rule.From, null).Kind == MatchKind.NotFound
                && catalog[list].Match(rule.To, null).Kind != MatchKind.NotFound
            ),
        ];

    private static BilingualText DescribeNoList(LeadField field) =>
        new(
            $"{field.Title} has no list, so a value of it means something else in each row. Correct its rows one by one.",
            $"ليس للحقل «{field.TitleAr}» قائمة، فمعنى القيمة يختلف من صف إلى آخر. صحّح صفوفه واحدًا واحدًا."
        );
}
