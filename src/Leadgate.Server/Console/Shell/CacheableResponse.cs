namespace Leadgate.Server.Console.Shell;

/// <summary>Marks a response below <c>/staff</c> that is the same for everybody. All others are not stored anywhere.</summary>
internal sealed record CacheableResponse(string CacheControl);
