namespace Leadgate.Formats.Files;

/// <summary>
/// Carries a refusal out of a library that calls back: a stream or a table of names has no other way to stop its reader. It does not leave
/// the readers of files.
/// </summary>
internal sealed class FileRefusedException(FileRefusal refusal) : Exception(refusal.Reason.English)
{
    public FileRefusal Refusal { get; } = refusal;
}
