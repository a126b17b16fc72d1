using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// A minimal OpenID Connect provider on a free port: signs in everybody, by the code flow with PKCE (RFC 7636), and can be configured to
/// send invalid responses.
/// </summary>
internal sealed class FakeIdentityProvider : IAsyncDisposable
{
    public const string ClientId = "leadgate";
    public const string ClientSecret = "marked-client-secret";
    private const string KeyId = "one";

    private readonly WebApplication _app;

    /// <summary>Creating a key takes as long as a test does.</summary>
    private static readonly RSA Key = RSA.Create(2048);

    private static readonly RSA OtherKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string RedirectUri)> _codes = new();

    private FakeIdentityProvider(WebApplication app) => _app = app;

    public string Authority => _app.Urls.First();

    /// <summary>The claims about the user, in addition to those of every token.</summary>
    public Dictionary<string, object> Claims { get; } =
        new()
        {
            ["sub"] = "s-1",
            ["name"] = "ريم",
            ["roles"] = new[] { "viewer", "agent", "other" },
        };

    /// <summary>An issuer to send instead of the correct one.</summary>
    public string? Issuer { get; set; }

    /// <summary>The audiences of its tokens.</summary>
    public IReadOnlyList<string> Audiences { get; set; } = [ClientId];

    /// <summary>The algorithm that its tokens name: RS256, HS256 with the client secret, or none, without a signature.</summary>
    public string Algorithm { get; set; } = "RS256";

    /// <summary>A nonce to send instead of the requested one.</summary>
    public string? Nonce { get; set; }

    /// <summary>Whether it signs with a key that it does not publish.</summary>
    public bool SignsWithAnotherKey { get; set; }

    /// <summary>An error to redirect with, instead of a code.</summary>
    public string? Error { get; set; }

    public bool TokensFail { get; set; }

    /// <summary>The settings of a service that uses it.</summary>
    public Dictionary<string, string> Settings =>
        new()
        {
            [Setting.OidcAuthority.Variable] = Authority,
            [Setting.OidcClientId.Variable] = ClientId,
            [Setting.OidcClientSecret.Variable] = ClientSecret,
        };

    public static async Task<FakeIdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new FakeIdentityProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.Describe);
        app.MapGet("/keys", provider.ShowKeys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Describe() =>
        Results.Text(
            $$"""
            {
              "issuer": "{{Authority}}",
              "authorization_endpoint": "{{Authority}}/authorize",
              "token_endpoint": "{{Authority}}/token",
              "jwks_uri": "{{Authority}}/keys",
              "response_types_supported": ["code"],
              "subject_types_supported": ["public"],
              "id_token_signing_alg_values_supported": ["RS256"]
            }
            """,
            "application/json"
        );

    private IResult ShowKeys()
    {
        var shown = Key.ExportParameters(includePrivateParameters: false);
        return Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        alg = "RS256",
                        kid = KeyId,
                        n = Base64Url.EncodeToString(shown.Modulus),
                        e = Base64Url.EncodeToString(shown.Exponent),
                    },
                },
            }
        );
    }

    private IResult Authorize(HttpContext http)
    {
        var query = http.Request.Query;
        string Asked(string name) => query[name].Single()!;
        Assert.Equal((ClientId, "code", "S256"), (Asked("client_id"), Asked("response_type"), Asked("code_challenge_method")));
        if (query["response_mode"] is [{ } mode])
            Assert.Equal("query", mode);
        Assert.Contains("openid", Asked("scope").Split(' '));
        if (Error is not null)
            return Results.Redirect(
                $"{Asked("redirect_uri")}?error={Error}&error_description=marked+description&state={Uri.EscapeDataString(Asked("state"))}"
            );
        var code = RandomNumberGenerator.GetHexString(32);
        _codes[code] = (Asked("nonce"), Asked("code_challenge"), Asked("redirect_uri"));
        return Results.Redirect($"{Asked("redirect_uri")}?code={code}&state={Uri.EscapeDataString(Asked("state"))}");
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        if (TokensFail)
            return Results.StatusCode(StatusCodes.Status502BadGateway);
        var form = await http.Request.ReadFormAsync();
        var isRight =
            _codes.TryRemove(form["code"].ToString(), out var code)
            && form["grant_type"] == "authorization_code"
            && form["client_id"] == ClientId
            && form["client_secret"] == ClientSecret
            && code.RedirectUri == form["redirect_uri"]
            && code.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return isRight
            ? Results.Json(
                new
                {
                    access_token = "marked-access-token",
                    token_type = "Bearer",
                    expires_in = 300,
                    id_token = Token(code.Nonce),
                }
            )
            : Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
    }

    private string Token(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Claims)
        {
            ["iss"] = Issuer ?? Authority,
            ["aud"] = Audiences.Count == 1 ? Audiences[0] : Audiences,
            ["nonce"] = Nonce ?? nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        var signed = $"{Part(new { alg = Algorithm, typ = "JWT", kid = KeyId })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)))}";

        byte[] Sign(byte[] data) =>
            Algorithm switch
            {
                "none" => [],
                "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(ClientSecret), data),
                _ => (SignsWithAnotherKey ? OtherKey : Key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            };

        static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
    }
}
