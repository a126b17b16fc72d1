using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>Marks a route as one that needs a key.</summary>
/// <param name="Scope">What the key must allow; <see cref="Scopes.None"/> for any valid key.</param>
internal sealed record RequiredScope(Scopes Scope);
