using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>The result of updating the lists of a store to the built-in lists of this program.</summary>
internal abstract record UpdateListsOutcome
{
    private UpdateListsOutcome() { }

    /// <summary>The store has the built-in lists of this program, or newer ones.</summary>
    public sealed record UpToDate : UpdateListsOutcome;

    /// <summary>The lists were updated; in a dry run, they would be.</summary>
    public sealed record Updated(IReadOnlyList<ListChange> Changes) : UpdateListsOutcome;

    /// <summary>The updated lists would not be valid, and nothing was changed.</summary>
    public sealed record Invalid(IReadOnlyList<ListFinding> Findings) : UpdateListsOutcome;
}
