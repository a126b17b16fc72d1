using Leadgate.Domain.Access;
using Leadgate.Domain.Intake;

namespace Leadgate.Server.Access;

/// <summary>Who sent a request. Its name becomes <c>createdBy</c>, and idempotency keys are each caller's own.</summary>
/// <param name="Name">The name.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="KeyId">The id of its key; 0 without one.</param>
internal sealed record Caller(string Name, Scopes Scopes, long KeyId = 0)
{
    /// <summary>Everybody, as long as the service asks for no key (promise 10.2). Keys are then made on the command line only.</summary>
    public static readonly Caller Anonymous = new("anonymous", Scopes.LeadsWrite | Scopes.LeadsRead);

    /// <summary>What the trail calls it.</summary>
    public string Actor => Sender.Actor;

    /// <summary>The caller as the sender of a bulk.</summary>
    public Sender Sender => KeyId == 0 ? new Sender.Anonymous() : new Sender.ApiKey(KeyId, Name);

    /// <summary>Whether it sees the leads of all, and not only those that it sent (promise 10.3).</summary>
    public bool SeesAll => (Scopes & Scopes.Admin) != 0;
}
