namespace Leadgate.Server.Http;

/// <summary>Marks a route with the parameter <c>dryRun</c> (promises 6.7 and 10.6).</summary>
/// <param name="Meaning">What the route does instead, for the OpenAPI document.</param>
internal sealed record DryRunMetadata(string Meaning) : IQueryParameterMetadata
{
    public IEnumerable<string> ParameterNames => [DryRun.Parameter];
}
