namespace Leadgate.Domain.Leads;

/// <summary>What is known of the parent that a field's item is looked up under.</summary>
internal enum ParentKind
{
    /// <summary>The field's list has no parent.</summary>
    None,

    /// <summary>The parent is chosen and has items.</summary>
    Known,

    /// <summary>The parent is chosen, but nobody has entered items for it (promise 4.6).</summary>
    WithoutItems,

    /// <summary>The parent is missing or wrong.</summary>
    Unknown,
}
