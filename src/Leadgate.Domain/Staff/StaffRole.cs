namespace Leadgate.Domain.Staff;

/// <summary>The role of a staff member; each role includes the previous ones.</summary>
internal enum StaffRole
{
    /// <summary>Can read.</summary>
    Viewer = 1,

    /// <summary>Can also work on leads.</summary>
    Agent = 2,

    /// <summary>Can do everything.</summary>
    Admin = 3,
}
