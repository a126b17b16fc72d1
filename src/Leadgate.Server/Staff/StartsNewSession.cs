namespace Leadgate.Server.Staff;

/// <summary>
/// Marks a request that starts a session. The session that its cookie names is ended, so that nobody can be made to use a session whose
/// id somebody else knows (session fixation).
/// </summary>
internal sealed record StartsNewSession;
