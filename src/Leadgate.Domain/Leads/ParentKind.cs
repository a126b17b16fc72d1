namespace Leadgate.Domain.Leads;

/// <summary>What is known about the parent item under which an item is looked up.</summary>
internal enum ParentKind
{
    /// <summary>The list of the field has no parent list.</summary>
    None,

    /// <summary>The parent item is valid and has items.</summary>
    Known,

    /// <summary>The parent item is valid, but the list has no items for it (promise 4.6).</summary>
    WithoutItems,

    /// <summary>The parent field is missing or has an error.</summary>
    Unknown,
}
