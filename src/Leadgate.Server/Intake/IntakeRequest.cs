using Leadgate.Server.Access;

namespace Leadgate.Server.Intake;

/// <summary>A bulk at the door.</summary>
/// <param name="Body">Its JSON.</param>
/// <param name="Caller">Who sent it.</param>
/// <param name="Key">The idempotency key, or null.</param>
/// <param name="IsStrict">Whether nothing may be stored if a lead has an error (promise 6.5).</param>
/// <param name="IsDryRun">Whether nothing may be stored at all (promise 6.7).</param>
internal sealed record IntakeRequest(Stream Body, Caller Caller, string? Key, bool IsStrict, bool IsDryRun);
