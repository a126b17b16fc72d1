namespace Leadgate.Server.Http;

/// <summary>Marks a route that answers in XML if it is asked to (<see cref="XmlResponses"/>).</summary>
internal sealed record XmlResponseMetadata;
