using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;

namespace Leadgate.Server.Access;

/// <summary>Who does something, and from where; for the audit trail and for what they may do.</summary>
/// <param name="Name">What the audit trail calls them, such as <c>key:3</c>.</param>
/// <param name="Origin">An address, or the command line.</param>
internal sealed record Actor(string Name, string Origin)
{
    /// <summary>Somebody at the command line, who can read and write the database anyway.</summary>
    public static Actor CommandLine { get; } =
        new($"cli:{Environment.UserName}", AuditEvent.CommandLine) { Scopes = Scopes.Admin, IsAtCommandLine = true };

    /// <summary>What they may do: the scopes of an API key, or those that a role comes to.</summary>
    public Scopes Scopes { get; init; }

    /// <summary>The name of the staff member's account, or null.</summary>
    public string? Account { get; init; }

    /// <summary>Whether they can undo whatever they do with the next command.</summary>
    public bool IsAtCommandLine { get; init; }

    public AuditEvent Audit(string action, string? record = null, string? detail = null) => new(action, Name, Origin, record, detail);

    /// <summary>Checks again in a service what the route requires, so that a route that forgets it changes nothing.</summary>
    /// <exception cref="NotAllowedException">They may not do it.</exception>
    public void Require(Scopes scope)
    {
        if ((Scopes & (scope | Scopes.Admin)) == 0)
            throw new NotAllowedException($"{Name} lacks the scope {string.Join(' ', ScopeNames.GetNames(scope))}.");
    }

    /// <summary>What the role of a staff member comes to.</summary>
    public static Scopes GetScopes(StaffRole role) =>
        role switch
        {
            StaffRole.Admin => Scopes.Admin,
            StaffRole.Agent => Scopes.LeadsRead | Scopes.LeadsWrite | Scopes.LeadsCorrect,
            _ => Scopes.LeadsRead,
        };
}
