namespace Leadgate.Server.Hosting;

/// <summary>The identity provider that staff can sign in with.</summary>
/// <param name="Authority">Its address; the discovery document is below it.</param>
/// <param name="RoleClaim">The claim that holds a staff member's roles.</param>
internal sealed record OidcSettings(Uri Authority, string ClientId, string ClientSecret, string RoleClaim)
{
    /// <summary>Whether it runs on this machine, where TLS is not required.</summary>
    public bool IsLocal => LoopbackHost.Is(Authority.Host);

    /// <summary>A record prints all members by default, and the secret must not get into a log.</summary>
    public override string ToString() => $"{Authority} as {ClientId}";

    /// <summary>The identity provider, or null if none is set.</summary>
    public static OidcSettings? Read(SettingsReader reader)
    {
        var authority = reader.Text(
            Setting.OidcAuthority,
            text => text.Length == 0 || IsAuthority(text),
            "must be an https:// address (http:// is allowed on this machine only)"
        );
        var isOn = authority.Length > 0;
        var requirement = isOn ? $"is required if {Setting.OidcAuthority.Variable} is set" : $"requires {Setting.OidcAuthority.Variable}";
        var clientId = reader.Text(Setting.OidcClientId, text => text.Length > 0 == isOn, requirement);
        var secret = reader.Text(Setting.OidcClientSecret, text => text.Length > 0 == isOn, requirement);
        var claim = reader.Text(Setting.OidcRoleClaim, text => text.Trim().Length > 0, "must be the name of a claim");
        return isOn && IsAuthority(authority) ? new OidcSettings(new Uri(authority), clientId, secret, claim.Trim()) : null;
    }

    private static bool IsAuthority(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Query: "", Fragment: "", UserInfo: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && LoopbackHost.Is(uri.Host)));
}
