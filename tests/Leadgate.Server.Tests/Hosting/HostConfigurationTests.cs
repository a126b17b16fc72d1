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
