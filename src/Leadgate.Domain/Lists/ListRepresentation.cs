namespace Leadgate.Domain.Lists;

/// <summary>How a list field is echoed when a lead is read back (promise 7.1).</summary>
internal enum ListRepresentation
{
    /// <summary>As the item's label.</summary>
    Label,

    /// <summary>As the item's value, a JSON number.</summary>
    Value,

    /// <summary>As <c>true</c> for the value 1 and <c>false</c> for 0.</summary>
    Boolean,
}
