namespace Leadgate.Server.OpenApi;

/// <summary>The record of the contract that describes the query parameters which a handler reads by itself.</summary>
internal sealed record QueryMetadata(Type Type);
