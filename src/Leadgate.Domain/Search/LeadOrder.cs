namespace Leadgate.Domain.Search;

/// <summary>The order in which leads are found; it is that of their ids.</summary>
internal enum LeadOrder
{
    NewestFirst,
    OldestFirst,
}
