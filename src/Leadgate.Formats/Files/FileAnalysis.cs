namespace Leadgate.Formats.Files;

/// <summary>What came of looking at a file.</summary>
internal abstract record FileAnalysis
{
    private FileAnalysis() { }

    public sealed record Understood(FileDescription Description) : FileAnalysis;

    public sealed record Refused(FileRefusal Refusal) : FileAnalysis;
}
