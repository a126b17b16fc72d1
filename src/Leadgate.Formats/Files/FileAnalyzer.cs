using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Files;

/// <summary>Says what it understands of a file: its format, encoding, and columns. Only the content decides; a name can be wrong.</summary>
internal static class FileAnalyzer
{
    /// <param name="file">A stream that can seek; it is read from its beginning.</param>
    /// <param name="name">The name of the file, or null.</param>
    /// <param name="choices">What a person has chosen in place of what the file suggests.</param>
    public static FileAnalysis Analyze(Stream file, string? name, FileChoices choices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(choices);
        cancellation.ThrowIfCancellationRequested();
        var (shown, shownAr) = name is null ? ("this file", "هذا الملف") : (Quote.Value(false, name), Quote.Value(true, name));
        return new FileAnalysis.Refused(new(new($"The format of {shown} is not supported.", $"صيغة {shownAr} غير مدعومة.")));
    }
}
