namespace Leadgate.Domain.Search;

/// <summary>What can be done with a lead.</summary>
internal enum LeadState
{
    Valid,

    /// <summary>It has errors and waits for correction.</summary>
    Waiting,

    /// <summary>A data subject was erased from it, or what was sent of it.</summary>
    Erased,
}
