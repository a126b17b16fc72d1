using Leadgate.Contract.Issues;

namespace Leadgate.Server.Docs;

/// <summary>The explanation of every code of an error or warning, for its page and for <c>docs/errors</c>.</summary>
internal static partial class IssueExplanations
{
    private static readonly Dictionary<IssueCode, IssueExplanation> ByCode = ValueIssues()
        .Concat(TextIssues())
        .Concat(PropertyIssues())
        .Concat(FileIssues())
        .ToDictionary(explanation => explanation.Code);

    /// <summary>In the order of <see cref="IssueCode.All"/>.</summary>
    public static IReadOnlyList<IssueExplanation> All { get; } = [.. IssueCode.All.Select(code => ByCode[code])];
}
