using System.Text;

namespace Leadgate.Server.Hosting;

/// <summary>
/// The value in a line of a file of settings: as it stands to the end of the line, in <c>'single quotes'</c> as it stands, or in
/// <c>"double quotes"</c>, where a backslash before one of <c>" \ $ `</c> is not part of it.
/// </summary>
internal static class SettingsFileValue
{
    private const string Escapable = "\"\\$`";

    /// <param name="text">What follows the equals sign, without white space around it.</param>
    /// <returns>What is wrong, as the end of a sentence that begins with the name; or null.</returns>
    public static string? Parse(string text, out string value)
    {
        value = text;
        return text.Length == 0 ? null
            : text[0] is '\'' or '"' ? ParseQuoted(text, out value)
            : FindPlainError(text);
    }

    /// <summary>What systemd reads differently, or what was meant differently.</summary>
    private static string? FindPlainError(string text) =>
        text.Contains('\\', StringComparison.Ordinal) ? "has a backslash. Put the value in single quotes."
        : text.Contains(" #", StringComparison.Ordinal) || text.Contains("\t#", StringComparison.Ordinal)
            ? "is followed by a comment. Give the comment a line of its own, or put the value in quotes if # is part of it."
        : null;

    private static string? ParseQuoted(string text, out string value)
    {
        var (quote, content) = (text[0], new StringBuilder());
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                value = content.ToString();
                return i == text.Length - 1 ? null : "has something after its closing quote.";
            }

            if (quote == '"' && text[i] == '\\' && i + 1 < text.Length && Escapable.Contains(text[i + 1], StringComparison.Ordinal))
                i++;
            content.Append(text[i]);
        }

        value = "";
        return "has no closing quote.";
    }
}
