using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Docs;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Cli;

/// <summary><c>docs</c>: writes the pages that follow from the code, and the OpenAPI document.</summary>
internal static class DocsCommand
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var command = new Command("docs", "Write the pages of the documentation that follow from the code.");
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where to write them." };
        command.Add(folder);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    foreach (var (name, text) in ReferencePageWriter.All())
                        await File.WriteAllTextAsync(Path.Combine(result.GetRequiredValue(folder).FullName, name), text, cancellation);
                    await File.WriteAllTextAsync(
                        Path.Combine(result.GetRequiredValue(folder).FullName, "openapi.json"),
                        await OpenApiAsync(cancellation),
                        cancellation
                    );
                    return 0;
                })
        );
        return command;
    }

    /// <summary>Asks the service itself, started for the purpose with the defaults.</summary>
    private static async Task<string> OpenApiAsync(CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("leadgate-docs");
        try
        {
            var options = new Dictionary<string, string>
            {
                ["--urls"] = "http://127.0.0.1:0",
                ["--database"] = "sqlite:" + Path.Combine(data.FullName, "docs.db"),
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
