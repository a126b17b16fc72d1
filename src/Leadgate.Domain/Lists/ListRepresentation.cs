namespace Leadgate.Domain.Lists;

/// <summary>How a list field is returned in a lead (promise 7.1).</summary>
internal enum ListRepresentation
{
    /// <summary>The label of the item.</summary>
    Label,

    /// <summary>The value of the item as a JSON number.</summary>
    Value,

    /// <summary><c>true</c> for the value 1 and <c>false</c> for 0.</summary>
    Boolean,
}
