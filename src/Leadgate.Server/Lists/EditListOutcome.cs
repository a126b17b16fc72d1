using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>The result of changing one item of a list, or of finding what the change would do.</summary>
internal abstract record EditListOutcome
{
    private EditListOutcome() { }

    /// <summary>The change is valid. It was applied, unless it was only prepared.</summary>
    /// <param name="Prepared">What it does.</param>
    /// <param name="Item">The item afterwards, with the value that it has or gets.</param>
    public sealed record Valid(ImportListOutcome.Valid Prepared, ListItem Item) : EditListOutcome
    {
        /// <summary>What it does to the display order; null if it is no move.</summary>
        public ListMove? Move { get; init; }
    }

    /// <summary>The list would have errors, and nothing was changed.</summary>
    public sealed record Invalid(IReadOnlyList<ListFinding> Findings) : EditListOutcome;

    /// <summary>There is no item with the value.</summary>
    public sealed record NotFound : EditListOutcome;

    /// <summary>A new item has the value of another one, perhaps of itself when the form was sent twice.</summary>
    public sealed record ValueTaken(ListItem Existing) : EditListOutcome;

    /// <summary>Somebody else changed the item meanwhile.</summary>
    public sealed record Conflict(ListItem Current) : EditListOutcome;

    /// <summary>Somebody else added, retired, or moved items meanwhile, so that a place is another one than it was.</summary>
    /// <param name="Current">The order as it is now (<see cref="ListItemFingerprint.GetOrderFingerprint"/>).</param>
    public sealed record OrderConflict(string Current) : EditListOutcome;
}
