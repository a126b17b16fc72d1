namespace Leadgate.Domain.Lists;

internal enum ListChangeKind
{
    /// <summary>An item is new.</summary>
    Added,

    /// <summary>An item has another label, which stored leads show from then on. An update counts it as changed.</summary>
    Renamed,

    /// <summary>Something else about an item has changed.</summary>
    Changed,

    /// <summary>An item is no longer in the list (promise 3.6).</summary>
    Retired,

    /// <summary>A retired item is in the list again.</summary>
    Restored,

    /// <summary>A built-in item was not added, because it conflicts with what the operator entered.</summary>
    Skipped,
}
