using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Configuration;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Settings of the framework, which could open what Leadgate's own settings close.</summary>
public sealed class HostConfigurationTests
{
    [Fact]
    public async Task Addresses_and_limits_of_the_framework_have_no_effect_and_are_named_in_the_log()
    {
        using var folder = new TemporaryFolder();
        await using var service = await ServiceProcess.StartAsync(
            "sqlite:" + folder.Path("leadgate.db"),
            [],
            addresses: 1,
            ("Kestrel__Endpoints__Open__Url", "http://127.0.0.3:0"),
            ("ASPNETCORE_Kestrel__Endpoints__Other__Url", "http://127.0.0.4:0"),
            ("Kestrel__Limits__MaxRequestLineSize", "20"),
            ("ASPNETCORE_URLS", "http://127.0.0.5:0"),
            ("URLS", "http://127.0.0.6:0"),
            ("ASPNETCORE_HTTP_PORTS", "0"),
            ("Logging__LogLevel__Default", "Trace"),
            ("AllowedHosts", "example.com")
        );
        Assert.Equal("127.0.0.1", service.Addresses[0].Host);
        using var response = await service.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>The check warns of what a start warns of.</summary>
    [Fact]
    public async Task Variables_that_are_no_settings_are_named_with_the_setting_that_was_probably_meant()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) = await ServiceProcess.RunToEndAsync(
            [
                ("LEADGATE_REQUEST_PER_MINUTE", "700"),
                ("LEADGATE_RETENTION", "hidden"),
                ("LEADGATE_KEY", "for commands"),
                ("LEADGATE_MAX_LEADS", "500"),
            ],
            "check-config",
            "--database",
            "sqlite:" + folder.Path("leadgate.db")
        );
        Assert.Equal(0, exitCode);
        Assert.Contains(
            "The variable LEADGATE_REQUEST_PER_MINUTE is not a setting and is ignored. Did you mean LEADGATE_REQUESTS_PER_MINUTE?",
            error,
            StringComparison.Ordinal
        );
        Assert.Contains("The variable LEADGATE_RETENTION is not a setting and is ignored. All settings", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
        Assert.DoesNotContain("LEADGATE_KEY", error, StringComparison.Ordinal);
        Assert.DoesNotContain("LEADGATE_MAX_LEADS", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LEADGATE_MAX_LEADS", false)]
    [InlineData("LEADGATE_CONFIG", false)]
    [InlineData("LEADGATE_OIDC_CLIENT_SECRET_FILE", false)]
    [InlineData("LEADGATE_KEY_FILE", false)]
    [InlineData("LEADGATE_SERVICE_HOST", false)]
    [InlineData("LEADGATE_SERVICE_PORT_HTTP", false)]
    [InlineData("LEADGATE_PORT", false)]
    [InlineData("LEADGATE_METRICS_PORT_9464_TCP_ADDR", false)]
    [InlineData("OTHER_MAX_LEAD", false)]
    [InlineData("LEADGATE_MAX_LEAD", true)]
    [InlineData("leadgate_max_leads", true)]
    [InlineData("LEADGATE_", true)]
    public void A_variable_is_named_unless_it_is_a_setting_or_one_of_Kubernetes(string name, bool isNamed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name == "leadgate_max_leads", "Windows does not distinguish case.");
        Assert.Equal(isNamed, ServiceVariables.FindUnknown(new Dictionary<string, string> { [name] = "1" }).Count == 1);
        Assert.Empty(ServiceVariables.FindUnknown(new Dictionary<string, string> { [name] = "" }));
    }

    [Fact]
    public void Only_certificates_and_OpenTelemetry_are_kept()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Kestrel:Endpoints:Open:Url"] = "http://0.0.0.0:80",
                ["kestrel:limits:MaxRequestLineSize"] = "20",
                ["Kestrel:Certificates:Default:Path"] = "tls.pem",
                ["OTEL_SERVICE_NAME"] = "leads",
                ["Logging:LogLevel:Default"] = "Trace",
                ["urls"] = "http://0.0.0.0:80",
                ["HTTP_PORTS"] = "80",
                ["AllowedHosts"] = "*",
                ["HOME"] = "/root",
            }
        );
        var file = new Dictionary<string, string>
        {
            ["OTEL_SERVICE_NAME"] = "other",
            ["Kestrel__Certificates__Default__KeyPath"] = "tls.key",
        };
        Assert.Equal(
            ["AllowedHosts", "Kestrel:Endpoints:Open:Url", "Kestrel:limits:MaxRequestLineSize", "Logging:LogLevel:Default", "urls"],
            HostConfiguration.Restrict(configuration, file).Order(StringComparer.OrdinalIgnoreCase)
        );
        Assert.Equal(
            ["Kestrel:Certificates:Default:KeyPath", "Kestrel:Certificates:Default:Path", "OTEL_SERVICE_NAME"],
            configuration.AsEnumerable().Where(entry => entry.Value is not null).Select(entry => entry.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal("leads", configuration["OTEL_SERVICE_NAME"]);
    }
}
