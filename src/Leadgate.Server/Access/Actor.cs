using Leadgate.Domain.Audit;

namespace Leadgate.Server.Access;

/// <summary>Who does something, and from where; for the audit trail.</summary>
/// <param name="Name">What the audit trail calls them, such as <c>key:3</c>.</param>
/// <param name="Origin">An address, or the command line.</param>
internal sealed record Actor(string Name, string Origin)
{
    /// <summary>Somebody at the command line.</summary>
    public static Actor CommandLine { get; } = new($"cli:{Environment.UserName}", AuditEvent.CommandLine);

    public AuditEvent Audit(string action, string? record = null, string? detail = null) => new(action, Name, Origin, record, detail);
}
