using System.Net;

namespace Leadgate.Server.Tests.Support;

/// <param name="Text">The body.</param>
/// <param name="Location">Where it redirects to, or empty.</param>
/// <param name="Address">The address of the request.</param>
internal sealed record BrowserResponse(
    HttpStatusCode Status,
    string Text,
    string Location,
    IReadOnlyDictionary<string, string> Headers,
    Uri Address
);
