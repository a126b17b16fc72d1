using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Server.Imports;

/// <summary>Why an import can't go on.</summary>
/// <param name="Line">The line or row, from 1, if it is known.</param>
internal sealed record ImportProblem(BilingualText Reason, long? Line = null)
{
    public ImportProblem(FileRefusal refusal)
        : this(refusal.Reason, refusal.Line) { }
}
