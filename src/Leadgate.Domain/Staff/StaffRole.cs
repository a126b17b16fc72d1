namespace Leadgate.Domain.Staff;

/// <summary>What a person may do on the staff pages; each role may also do what those before it may.</summary>
internal enum StaffRole
{
    /// <summary>Look.</summary>
    Viewer = 1,

    /// <summary>Work on leads.</summary>
    Agent = 2,

    /// <summary>Everything.</summary>
    Admin = 3,
}
