namespace Leadgate.Formats.Files;

/// <summary>Opens files to read their leads.</summary>
internal static class LeadFile
{
    /// <param name="file">A stream that can seek; it is read from its beginning, and closed by the reader.</param>
    /// <param name="description">What was understood of the file, and has no problem.</param>
    /// <param name="choices">What a person has chosen in place of it.</param>
    public static ILeadFileReader Open(Stream file, FileDescription description, FileChoices choices) =>
        throw new NotSupportedException($"{description.Format} with {choices.Columns.Count} chosen columns ({file.Length} bytes).");
}
