namespace Leadgate.Domain.Lists;

internal enum ListChangeKind
{
    /// <summary>A built-in item was added.</summary>
    Added,

    /// <summary>A built-in item was changed.</summary>
    Changed,

    /// <summary>A built-in item was not added, because it conflicts with what the operator entered.</summary>
    Skipped,
}
