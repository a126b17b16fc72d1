using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>The result of importing a reference list.</summary>
internal abstract record ImportListOutcome
{
    private ImportListOutcome() { }

    /// <summary>The list was replaced.</summary>
    /// <param name="Retired">The number of items that were retired because the file omits them.</param>
    /// <param name="Findings">Findings that don't prevent an import.</param>
    public sealed record Imported(ListDefinition List, int Items, int Retired, IReadOnlyList<ListFinding> Findings) : ImportListOutcome;

    public sealed record UnknownList(string Name, IReadOnlyList<string> NearestNames) : ImportListOutcome;

    /// <summary>The list is not valid, and nothing was changed.</summary>
    public sealed record Invalid(IReadOnlyList<ListFinding> Findings) : ImportListOutcome;
}
