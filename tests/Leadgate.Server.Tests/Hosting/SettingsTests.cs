using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Reading settings from options and environment variables.</summary>
public sealed class SettingsTests
{
    [Fact]
    [Promise("9.2")]
    public void Defaults_apply_when_nothing_is_set()
    {
        var settings = LeadgateSettings.Read(_ => null, _ => null);
        Assert.Equal("http://127.0.0.1:5080", settings.Urls);
        Assert.Equal(new StoreAddress("sqlite", "data/leadgate.db"), settings.Database);
        Assert.Equal(("TEST", "JTC", "Asia/Riyadh"), (settings.Environment, settings.Rules.Company, settings.Rules.Zone.Id));
        Assert.Equal((10_000, 32 * 1024 * 1024, 100), (settings.Limits.MaxLeads, settings.Limits.MaxBytes, settings.Rules.MaxVehicles));
        Assert.All(settings.Values, value => Assert.Equal("default", value.Origin.ToString()));
    }

    [Fact]
    [Promise("9.2")]
    public void Options_take_precedence_over_variables_and_variables_over_defaults()
    {
        var settings = LeadgateSettings.Read(
            name => name == "--max-leads" ? "5" : null,
            name =>
                name switch
                {
                    "LEADGATE_MAX_LEADS" => "7",
                    "LEADGATE_MAX_VEHICLES" => "9",
                    _ => null,
                }
        );
        Assert.Equal((5, 9), (settings.Limits.MaxLeads, settings.Rules.MaxVehicles));
        Assert.Equal("option", settings.Values.Single(value => value.Setting == Setting.MaxLeads).Origin.ToString());
        Assert.Equal("environment", settings.Values.Single(value => value.Setting == Setting.MaxVehicles).Origin.ToString());
    }

    [Theory]
    [InlineData("--urls", "nowhere")]
    [InlineData("--urls", "ftp://127.0.0.1")]
    [InlineData("--urls", ";")]
    [InlineData("--database", "leadgate.db")]
    [InlineData("--database", "sqlite:")]
    [InlineData("--database", "sqlite::memory:")]
    [InlineData("--environment", "STAGING")]
    [InlineData("--company", " ")]
    [InlineData("--time-zone", "Riyadh")]
    [InlineData("--max-leads", "0")]
    [InlineData("--max-leads", "1e3")]
    [InlineData("--max-body-mib", "-1")]
    [InlineData("--max-vehicles", "many")]
    [InlineData("--idempotency-hours", "23")]
    [InlineData("--metrics-url", "9464")]
    [InlineData("--metrics-url", "http://127.0.0.1:9464;http://127.0.0.1:9465")]
    [InlineData("--metrics-url", "http://10.0.0.1:5080")]
    [InlineData("--otlp-endpoint", "127.0.0.1:4317")]
    [InlineData("--otlp-endpoint", "http://user:password@127.0.0.1:4317")]
    [InlineData("--public-url", "leads.example.com")]
    [InlineData("--public-url", "https://leads.example.com/staff")]
    [InlineData("--trusted-proxies", "0.0.0.0/0")]
    [InlineData("--trusted-proxies", "proxy.example.com")]
    [InlineData("--require-second-factor", "agent")]
    [InlineData("--oidc-client-id", "leadgate")]
    [InlineData("--oidc-client-secret", "marked")]
    [InlineData("--oidc-role-claim", " ")]
    [Promise("9.2")]
    public void Invalid_value_is_reported_in_one_line_with_its_name(string option, string value)
    {
        var e = Assert.Throws<StoreSetupException>(() => LeadgateSettings.Read(name => name == option ? value : null, _ => null));
        Assert.DoesNotContain('\n', e.Message);
        Assert.Contains(option == "--database" ? "database" : option, e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://login.example.com/realm", "leadgate", "marked", true)]
    [InlineData("http://127.0.0.1:8080", "leadgate", "marked", true)]
    [InlineData("http://[::1]:8080/", "leadgate", "marked", true)]
    [InlineData("http://login.example.com", "leadgate", "marked", false)]
    [InlineData("https://login.example.com/?a=b", "leadgate", "marked", false)]
    [InlineData("login.example.com", "leadgate", "marked", false)]
    [InlineData("https://login.example.com", null, "marked", false)]
    [InlineData("https://login.example.com", "leadgate", null, false)]
    public void Identity_provider_needs_a_secure_authority_a_client_id_and_a_secret(
        string authority,
        string? clientId,
        string? secret,
        bool isValid
    )
    {
        LeadgateSettings Read() =>
            LeadgateSettings.Read(
                _ => null,
                name =>
                    name switch
                    {
                        "LEADGATE_OIDC_AUTHORITY" => authority,
                        "LEADGATE_OIDC_CLIENT_ID" => clientId,
                        "LEADGATE_OIDC_CLIENT_SECRET" => secret,
                        _ => null,
                    }
            );
        if (isValid)
        {
            var settings = Read();
            Assert.Equal(
                (authority, clientId, secret, "roles"),
                (settings.Oidc!.Authority.OriginalString, settings.Oidc.ClientId, settings.Oidc.ClientSecret, settings.Oidc.RoleClaim)
            );
            Assert.DoesNotContain("marked", settings.Oidc.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(settings.Values, value => value.Text.Contains("marked", StringComparison.Ordinal));
            return;
        }

        var e = Assert.Throws<StoreSetupException>(Read);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain("marked", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080;http://localhost:5081", null, null, true)]
    [InlineData("http://*:5080", null, null, false)]
    [InlineData("http://127.0.0.1:5080;http://10.0.0.1:5080", null, null, false)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5082", null, true)]
    [InlineData("http://127.0.0.1:5080", "http://*:5082", null, false)]
    [InlineData("http://*:5080", "http://*:5082", "https://leads.example.com", true)]
    public void Identity_provider_needs_a_public_url_unless_only_this_machine_can_connect(
        string urls,
        string? http2Urls,
        string? publicUrl,
        bool isValid
    )
    {
        LeadgateSettings Read() =>
            LeadgateSettings.Read(
                _ => null,
                name =>
                    name switch
                    {
                        "LEADGATE_URLS" => urls,
                        "LEADGATE_HTTP2_URLS" => http2Urls,
                        "LEADGATE_PUBLIC_URL" => publicUrl,
                        "LEADGATE_OIDC_AUTHORITY" => "https://login.example.com",
                        "LEADGATE_OIDC_CLIENT_ID" => "leadgate",
                        "LEADGATE_OIDC_CLIENT_SECRET" => "marked",
                        _ => null,
                    }
            );
        if (isValid)
            Assert.NotNull(Read().Oidc);
        else
            Assert.Equal(
                "LEADGATE_PUBLIC_URL is required if LEADGATE_OIDC_AUTHORITY is set; the value is \"\".",
                Assert.Throws<StoreSetupException>(Read).Message
            );
    }

    [Fact]
    [Promise("9.2")]
    public void All_invalid_values_are_reported_together()
    {
        var e = Assert.Throws<StoreSetupException>(() =>
            LeadgateSettings.Read(_ => null, name => name is "LEADGATE_URLS" or "LEADGATE_MAX_LEADS" ? "x" : null)
        );
        Assert.Contains("LEADGATE_URLS", e.Message, StringComparison.Ordinal);
        Assert.Contains("LEADGATE_MAX_LEADS", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("9.1")]
    [Promise("9.2")]
    public async Task Startup_log_shows_each_setting_with_its_source()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { ["LEADGATE_MAX_LEADS"] = "77" });
        Assert.All(
            Setting.All,
            setting => Assert.Contains(server.LogLines, line => line.Contains($"Setting {setting.Name} = ", StringComparison.Ordinal))
        );
        Assert.Contains(server.LogLines, line => line.Contains("Setting max_leads = 77 (environment)", StringComparison.Ordinal));
        Assert.Contains(server.LogLines, line => line.Contains("Loaded 26 reference lists with ", StringComparison.Ordinal));
    }
}
