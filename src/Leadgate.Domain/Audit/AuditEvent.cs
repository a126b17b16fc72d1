namespace Leadgate.Domain.Audit;

/// <summary>
/// Something that somebody did, before it is written down. Nothing in it may be personal data of a customer: the trail outlives the
/// erasure of a person, so leads are named by their ids.
/// </summary>
/// <param name="Action">What was done, one of <see cref="AuditActions"/>.</param>
/// <param name="Actor">Who did it: <c>key:3</c>, <c>staff:NAME</c>, <c>oidc:SUBJECT</c>, <c>cli:USER</c>, or <see cref="Service"/>.</param>
/// <param name="Origin">From where: an address, or <see cref="CommandLine"/>.</param>
/// <param name="Record">To what: <c>key:3</c>, <c>bulk:532</c>, <c>list:LEAD_SOURCE</c>; null where there is nothing to name.</param>
/// <param name="Detail">What else is to be known; counts and ids.</param>
internal sealed record AuditEvent(string Action, string Actor, string Origin, string? Record = null, string? Detail = null)
{
    /// <summary>The actor of what the service does by itself.</summary>
    public const string Service = "leadgate";

    /// <summary>Where a command comes from.</summary>
    public const string CommandLine = "command line";

    /// <summary>Something that was done by a command.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="record">To what.</param>
    /// <param name="detail">What else is to be known.</param>
    public static AuditEvent FromCommand(string action, string? record = null, string? detail = null) =>
        new(action, $"cli:{Environment.UserName}", CommandLine, record, detail);

    /// <summary>Something that the service did by itself.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="record">To what.</param>
    /// <param name="detail">What else is to be known.</param>
    public static AuditEvent FromService(string action, string? record = null, string? detail = null) =>
        new(action, Service, Service, record, detail);
}
