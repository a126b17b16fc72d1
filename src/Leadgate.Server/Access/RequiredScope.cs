using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>Marks a route as one that needs an API key.</summary>
/// <param name="Scope">The scope that the key must have; <see cref="Scopes.None"/> for any valid key.</param>
internal sealed record RequiredScope(Scopes Scope);
