namespace Leadgate.Domain.Staff;

/// <summary>A list of leads that a member of staff has saved.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Query">The filters, as the query of the page's address.</param>
internal sealed record StaffView(string Name, string Query)
{
    public const int MaxNameLength = 60;

    /// <summary>More than that are no help to anybody.</summary>
    public const int MaxPerPerson = 30;
}
