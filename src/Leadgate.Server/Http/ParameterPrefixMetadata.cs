namespace Leadgate.Server.Http;

/// <summary>
/// Marks a route with query parameters that begin alike and are many; its handler reads them and rejects those that are wrong.
/// </summary>
internal sealed record ParameterPrefixMetadata(string Prefix);
