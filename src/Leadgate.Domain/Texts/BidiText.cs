using System.Buffers;

namespace Leadgate.Domain.Texts;

/// <summary>
/// Isolates pieces of other writing direction in Arabic sentences (Unicode UAX #9). Without the marks <c>2025-08-17T09:30:00+03:00</c>
/// and <c>{"leads": [ … ]}</c> are shown with their parts swapped. Matching ignores the marks, so a copied value is still found.
/// </summary>
internal static class BidiText
{
    private const char LeftToRightIsolate = '\u2066';
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>Embeddings, overrides and isolates; an unbalanced one would change the direction of the sentence around it.</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>A technical piece that reads from left to right: a date, a path, JSON, a number with a sign.</summary>
    public static string Ltr(string text) => $"{LeftToRightIsolate}{text}{PopIsolate}";

    /// <summary>A text of unknown language, such as a value that a sender sent. Direction marks of its own can't reach beyond it.</summary>
    public static string Isolate(string text) => $"{FirstStrongIsolate}{WithoutControls(text)}{PopIsolate}";

    private static string WithoutControls(string text) =>
        text.AsSpan().ContainsAny(Controls) ? string.Concat(text.Where(c => !Controls.Contains(c))) : text;
}
