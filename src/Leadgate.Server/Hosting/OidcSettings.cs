using System.Net;

namespace Leadgate.Server.Hosting;

/// <summary>The identity provider that staff may sign in with.</summary>
/// <param name="Authority">Its address; its own description is below it.</param>
/// <param name="ClientId">What it knows the service by.</param>
/// <param name="ClientSecret">What proves that to it.</param>
/// <param name="RoleClaim">The claim that names a person's roles.</param>
internal sealed record OidcSettings(Uri Authority, string ClientId, string ClientSecret, string RoleClaim)
{
    /// <summary>Whether it is on this machine, the one place that may be spoken to without TLS.</summary>
    public bool IsOfThisMachine => IsLoopback(Authority);

    /// <summary>Says what it is without the secret, wherever a record is written out.</summary>
    public override string ToString() => $"{Authority} as {ClientId}";

    /// <summary>Whether a text is an address that an identity provider may have.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAuthority(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)));

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
