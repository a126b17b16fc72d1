using System.Globalization;
using System.Text.Unicode;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;

namespace Leadgate.Formats.Ndjson;

/// <summary>One line of NDJSON.</summary>
internal static class NdjsonLine
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private static readonly byte[] Blanks = [.. " \t\r"u8];

    /// <summary>The line without surrounding space; empty for a blank line.</summary>
    /// <param name="isFirst">A file may begin with a byte order mark.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line, bool isFirst) =>
        (isFirst && line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line).Trim(Blanks);

    /// <summary>Why a line is not one JSON value in UTF-8, or null.</summary>
    public static IssueWording? FindFault(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            return new(
                "The line is not encoded in UTF-8. Send it in UTF-8, as one JSON object.",
                "السطر ليس بترميز UTF-8. أرسله بترميز UTF-8 في كائن JSON واحد.",
                []
            );
        }

        if (JsonSyntax.FindSyntaxFault(line) is not { } fault)
            return null;
        if (fault.Column > line.Length)
        {
            return new(
                "The line ends before its JSON does. Write each lead as one JSON object on one line.",
                "ينتهي السطر قبل نهاية JSON. اكتب بيانات كل عميل محتمل في كائن JSON واحد في سطر واحد.",
                []
            );
        }

        return new(
            string.Create(CultureInfo.InvariantCulture, $"The line is not JSON. Column {fault.Column}: {fault.English}"),
            string.Create(CultureInfo.InvariantCulture, $"السطر ليس JSON. العمود {fault.Column}: {fault.Arabic}"),
            []
        );
    }
}
