namespace Leadgate.Server.Http;

/// <summary>
/// The type of the body that a handler reads by itself; for the OpenAPI document. Not the framework's <c>AcceptsMetadata</c>, by which
/// routing would reject other media types before the API key is checked.
/// </summary>
internal sealed record BodyMetadata(Type Type)
{
    public string MediaType { get; init; } = "application/json";
}
