namespace Leadgate.Server.Staff;

/// <summary>The session of a request.</summary>
/// <param name="Reference">See <see cref="StaffSessionAdministration.GetReference"/>.</param>
internal sealed record CurrentSession(string Reference);
