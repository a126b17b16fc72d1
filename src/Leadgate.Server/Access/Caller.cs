namespace Leadgate.Server.Access;

/// <summary>Who sent a request. Its name becomes <c>createdBy</c>, and idempotency keys are each caller's own.</summary>
/// <param name="Name">The name.</param>
public sealed record Caller(string Name)
{
    /// <summary>Everybody, as long as the service asks for no key.</summary>
    public static readonly Caller Anonymous = new("anonymous");
}
