namespace Leadgate.Server.Http;

/// <summary>
/// Names query parameters of a route which its handler reads by itself. The OpenAPI document describes them, and <see
/// cref="KnownQueryParameters"/> rejects all others.
/// </summary>
internal interface IQueryParameterMetadata
{
    IEnumerable<string> ParameterNames { get; }
}
