namespace Leadgate.Server.Leads;

/// <summary>The lead that follows another one in a list.</summary>
/// <param name="Id">Null if none does, or it was not found.</param>
/// <param name="IsFound">False if the search was given up, because too many leads lie between.</param>
internal readonly record struct FollowingLead(long? Id, bool IsFound)
{
    public static FollowingLead None { get; } = new(null, IsFound: true);
}
