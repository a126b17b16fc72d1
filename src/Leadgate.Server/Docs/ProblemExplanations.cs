using Leadgate.Contract.Problems;

namespace Leadgate.Server.Docs;

/// <summary>The explanation of every problem type, for its page and for <c>docs/errors</c>.</summary>
internal static partial class ProblemExplanations
{
    private static readonly Dictionary<ProblemType, ProblemExplanation> ByType = BodyProblems()
        .Concat(RequestProblems())
        .Concat(AccessProblems())
        .Concat(MissingThings())
        .Concat(BulkProblems())
        .Concat(FileProblems())
        .Concat(Failures())
        .ToDictionary(explanation => explanation.Type);

    /// <summary>In the order of <see cref="ProblemType.All"/>.</summary>
    public static IReadOnlyList<ProblemExplanation> All { get; } = [.. ProblemType.All.Select(type => ByType[type])];
}
