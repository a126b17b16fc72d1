namespace Leadgate.Domain.Access;

/// <summary>What an API key allows (promise 10.1).</summary>
[Flags]
internal enum Scopes
{
    /// <summary>Reading lists only, which every key allows (promise 10.2).</summary>
    None = 0,

    LeadsWrite = 1,

    /// <summary>Reading the leads that were sent under the same key name.</summary>
    LeadsRead = 2,

    ListsWrite = 4,

    /// <summary>Correcting the leads that were sent under the same key name.</summary>
    LeadsCorrect = 16,

    /// <summary>Full access: all leads, all keys, and everything the other scopes allow.</summary>
    Admin = 8,
}
