using System.Net;

namespace Leadgate.Server.Tests.Support;

/// <summary>A response to a browser.</summary>
/// <param name="Location">The target of a redirect, or empty.</param>
/// <param name="Address">The address that was requested.</param>
internal sealed record BrowserResponse(
    HttpStatusCode Status,
    string Text,
    string Location,
    IReadOnlyDictionary<string, string> Headers,
    Uri Address
);
