namespace Leadgate.Domain.Lists;

/// <summary>Why a text is not a list file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is wrong there, in English.</param>
/// <param name="ReasonAr">What is wrong there, in Arabic.</param>
internal sealed record ListFileError(long Line, string Reason, string ReasonAr)
{
    /// <summary>Whether the text is JSON, but not that of a list.</summary>
    public bool IsJson { get; init; }
}
