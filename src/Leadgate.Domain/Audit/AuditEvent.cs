namespace Leadgate.Domain.Audit;

/// <summary>
/// The content of an audit entry. It must not contain personal data of a data subject: the audit trail is kept when a person is erased,
/// so leads are named by their ids.
/// </summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Actor"><c>key:3</c>, <c>staff:NAME</c>, <c>oidc:SUBJECT</c>, <c>cli:USER</c>, or <see cref="Service"/>.</param>
/// <param name="Origin">A network address, or <see cref="CommandLine"/>.</param>
/// <param name="Record">The object of the action: <c>key:3</c>, <c>bulk:532</c>, <c>list:LEAD_SOURCE</c>; null if there is none.</param>
/// <param name="Detail">Further information: counts and ids.</param>
internal sealed record AuditEvent(string Action, string Actor, string Origin, string? Record = null, string? Detail = null)
{
    /// <summary>The actor of background work.</summary>
    public const string Service = "leadgate";

    public const string CommandLine = "command line";

    /// <summary>An event at the command line.</summary>
    public static AuditEvent FromCommand(string action, string? record = null, string? detail = null) =>
        new(action, $"cli:{Environment.UserName}", CommandLine, record, detail);

    /// <summary>An event of background work.</summary>
    public static AuditEvent FromService(string action, string? record = null, string? detail = null) =>
        new(action, Service, Service, record, detail);
}
