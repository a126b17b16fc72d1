namespace Leadgate.Domain.Lists;

/// <summary>How a value sent for a list field met the list (promise 4).</summary>
internal enum MatchKind
{
    /// <summary>No item.</summary>
    NotFound,

    /// <summary>One item: <see cref="ListMatch.Item"/>.</summary>
    Found,

    /// <summary>No item under the chosen parent, but <see cref="ListMatch.Candidates"/> under others (promise 4.3).</summary>
    UnderOtherParent,

    /// <summary>Several items equally well: <see cref="ListMatch.Candidates"/> (promise 4.5).</summary>
    Ambiguous,

    /// <summary>The parent is not known, and the text stands under several: nothing can be said yet.</summary>
    UnderSeveralParents,
}
