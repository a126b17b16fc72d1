using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>A key that was just made: the only moment at which its text is known.</summary>
/// <param name="Key">What is kept.</param>
/// <param name="Text">What its owner is given.</param>
internal sealed record IssuedApiKey(ApiKey Key, string Text);
