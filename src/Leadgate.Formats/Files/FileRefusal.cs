using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Files;

/// <summary>Why a file can't be read at all, with what to do about it.</summary>
/// <param name="Line">The line or row, from 1, if it is known.</param>
internal sealed record FileRefusal(BilingualText Reason, long? Line = null)
{
    public FileRefusal(string english, string arabic)
        : this(new BilingualText(english, arabic)) { }
}
