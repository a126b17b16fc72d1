namespace Leadgate.Domain.Access;

/// <summary>What a caller may do (promise 10.1).</summary>
[Flags]
internal enum Scopes
{
    /// <summary>Nothing but read lists, which any key may (promise 10.2).</summary>
    None = 0,

    /// <summary>Send leads.</summary>
    LeadsWrite = 1,

    /// <summary>Read the leads that one has sent.</summary>
    LeadsRead = 2,

    /// <summary>Change reference lists.</summary>
    ListsWrite = 4,

    /// <summary>Everything: all leads, keys, and whatever the other scopes allow.</summary>
    Admin = 8,
}
