using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Docs;

/// <summary>The OpenAPI document, read from a service that runs with default settings.</summary>
internal static class OpenApiFile
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<string> CreateAsync(CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("leadgate-docs");
        try
        {
            var options = new Dictionary<string, string>
            {
                [Setting.Urls.Option] = "http://127.0.0.1:0",
                [Setting.Database.Option] = "sqlite:" + Path.Combine(data.FullName, "docs.db"),
            };
            await using var app = await LeadgateApp.BuildAsync(
                LeadgateSettings.Read(options.GetValueOrDefault, _ => null),
                TimeProvider.System,
                builder => builder.Logging.ClearProviders()
            );
            await app.StartAsync(cancellation);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            var document = JsonNode.Parse(await client.GetStringAsync(new Uri(Routes.OpenApi, UriKind.Relative), cancellation))!;
            await app.StopAsync(cancellation);
            return document.ToJsonString(Indented) + "\n";
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
