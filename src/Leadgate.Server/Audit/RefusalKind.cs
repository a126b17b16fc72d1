namespace Leadgate.Server.Audit;

/// <summary>Refusals that are counted together.</summary>
/// <param name="Action">One of <see cref="Domain.Audit.AuditActions"/>.</param>
/// <param name="Actor">The API key or the account, or <c>unknown</c>: who shows no known key is one actor, whatever was sent.</param>
/// <param name="What">The status, or why a sign-in was refused; from a fixed set of words.</param>
internal sealed record RefusalKind(string Action, string Actor, string What);
