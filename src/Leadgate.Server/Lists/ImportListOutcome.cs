using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>The result of importing a reference list, or of preparing the import.</summary>
internal abstract record ImportListOutcome
{
    private ImportListOutcome() { }

    /// <summary>The list is valid. It was replaced, unless it was only prepared or in a dry run.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Imported">The items of the file.</param>
    /// <param name="Comparison">What changes.</param>
    /// <param name="Findings">Findings in the list that don't prevent an import.</param>
    /// <param name="Version">The version of the lists that the file was compared with.</param>
    /// <param name="NeedsBuiltInLists">Whether the store was never filled, and the file was compared with the built-in list.</param>
    public sealed record Valid(
        ListDefinition List,
        IReadOnlyList<ListItem> Imported,
        ListComparison Comparison,
        IReadOnlyList<ListFinding> Findings,
        long Version,
        bool NeedsBuiltInLists
    ) : ImportListOutcome;

    public sealed record UnknownList(string Name, IReadOnlyList<string> NearestNames) : ImportListOutcome;

    /// <summary>The list is not valid, and nothing was changed.</summary>
    public sealed record Invalid(IReadOnlyList<ListFinding> Findings) : ImportListOutcome;
}
