using System.Net;

namespace Leadgate.Server.Tests.Support;

/// <summary>What a browser was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The page.</param>
/// <param name="Location">Where it is sent, or empty.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Address">What was asked for.</param>
internal sealed record BrowserResponse(
    HttpStatusCode Status,
    string Text,
    string Location,
    IReadOnlyDictionary<string, string> Headers,
    Uri Address
);
