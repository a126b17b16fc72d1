namespace Leadgate.Domain.Lists;

/// <summary>How a value matched a list (promise 4).</summary>
internal enum MatchKind
{
    NotFound,

    /// <summary>Exactly one item: <see cref="ListMatch.Item"/>.</summary>
    Found,

    /// <summary>No item under the given parent item, but <see cref="ListMatch.Candidates"/> under others (promise 4.3).</summary>
    UnderOtherParent,

    /// <summary>Several items equally well: <see cref="ListMatch.Candidates"/> (promise 4.5).</summary>
    Ambiguous,

    /// <summary>The parent item is not known, and the text matches items of several.</summary>
    UnderSeveralParents,
}
