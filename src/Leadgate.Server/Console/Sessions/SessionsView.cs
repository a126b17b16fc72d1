using Leadgate.Domain.Staff;

namespace Leadgate.Server.Console.Sessions;

/// <summary>Who is signed in.</summary>
/// <param name="Current">The reference of the session that looks at the page.</param>
internal sealed record SessionsView(IReadOnlyList<StaffSession> Sessions, string? Current);
