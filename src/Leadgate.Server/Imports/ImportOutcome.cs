using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Imports;

/// <summary>The outcome of a request about an import.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>It was done.</summary>
    public sealed record Done(ImportDetails Details) : ImportOutcome;

    /// <summary>There is no such import that the caller may see.</summary>
    public sealed record NotFound : ImportOutcome;

    /// <summary>The caller may not do it.</summary>
    public sealed record Forbidden(Scopes Missing) : ImportOutcome;

    /// <summary>The file can't be read. Nothing of it was kept.</summary>
    public sealed record Unreadable(ImportProblem Problem) : ImportOutcome;

    /// <summary>The file has more bytes than are allowed. Nothing of it was kept.</summary>
    public sealed record TooLarge(long MaxBytes) : ImportOutcome;

    /// <summary>So many files arrive that no more can be taken now.</summary>
    public sealed record Overloaded : ImportOutcome;

    /// <summary>A choice is none that can be made. Nothing was changed.</summary>
    public sealed record Invalid(BilingualText Reason, IReadOnlyList<string> Suggestions) : ImportOutcome;

    /// <summary>The import runs or has ended, or was changed meanwhile.</summary>
    public sealed record Conflict(BilingualText Reason) : ImportOutcome;
}
