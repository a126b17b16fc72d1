using System.Globalization;

namespace Leadgate.Domain.Lists;

/// <summary>Why a text is not a list file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is wrong there, in English.</param>
/// <param name="ReasonAr">What is wrong there, in Arabic.</param>
internal sealed record ListFileError(long Line, string Reason, string ReasonAr)
{
    /// <summary>The byte in the line, from 1; null if the error is no error of syntax.</summary>
    public long? Column { get; init; }

    /// <summary>Line, column, and reason, in English.</summary>
    public string English =>
        string.Create(CultureInfo.InvariantCulture, $"Line {Line}{(Column is null ? "" : $", column {Column}")}: {Reason}");

    /// <summary>Line, column, and reason, in Arabic.</summary>
    public string Arabic =>
        string.Create(CultureInfo.InvariantCulture, $"السطر {Line}{(Column is null ? "" : $"، العمود {Column}")}: {ReasonAr}");

    /// <summary>Whether the text is JSON, but not that of a list.</summary>
    public bool IsJson { get; init; }
}
