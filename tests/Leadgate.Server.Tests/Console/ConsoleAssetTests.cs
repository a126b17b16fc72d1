using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>Style sheets, scripts and fonts of the console, and what its source must not contain.</summary>
public sealed partial class ConsoleAssetTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly IReadOnlyList<string> Components = [.. Repository.Files("src", "*.razor")];

    [Fact]
    public async Task Assets_are_kept_for_a_year_under_a_name_that_changes_with_the_content()
    {
        var assets = shared.Running.Services.GetRequiredService<ConsoleAssets>();
        Assert.True(assets.All.Count() >= 6);
        foreach (var asset in assets.All)
        {
            Assert.Matches(@"^/staff/a/[a-z0-9-]+\.[0-9a-f]{12}\.(css|js|svg|woff2)$", asset.Url);
            using var request = new HttpRequestMessage(HttpMethod.Get, asset.Url);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var answer = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("max-age=31536000, public, immutable", Sort(answer.Headers.CacheControl!.ToString()));
            Assert.Equal(asset.Compressed is null ? [] : ["br"], answer.Content.Headers.ContentEncoding);
            Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        }

        using var old = await shared.Client.GetAsync("/staff/a/console.000000000000.css", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        Assert.Equal("no-store", old.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Style_sheet_refers_to_fonts_that_exist()
    {
        var assets = shared.Running.Services.GetRequiredService<ConsoleAssets>();
        var style = await shared.Client.GetStringAsync(assets.GetUrl("console.css"), TestContext.Current.CancellationToken);
        var fonts = Address().Matches(style).Select(match => match.Groups["url"].Value).ToList();
        Assert.Equal(4, fonts.Distinct().Count());
        Assert.All(fonts, font => Assert.Contains(font, assets.All.Select(asset => asset.Url)));
    }

    /// <summary>Pages are in two directions. Only logical properties turn with them.</summary>
    [Fact]
    public void Style_sheets_name_no_physical_side() =>
        Assert.All(
            Repository.Files("src/Leadgate.Server/Console", "*.css"),
            file => Assert.DoesNotMatch(@"\b(left|right)\b", Comment().Replace(File.ReadAllText(file, Encoding.UTF8), ""))
        );

    /// <summary>Static output drops events and bindings silently, and the content policy forbids styles in attributes.</summary>
    [Fact]
    public void Components_have_no_events_bindings_styles_or_inline_scripts()
    {
        Assert.NotEmpty(Components);
        Assert.All(
            Components,
            file => Assert.DoesNotMatch(@"@on[a-z]+\b|@bind\b|\sstyle=|\son[a-z]+=""|<script>|javascript:", File.ReadAllText(file))
        );
    }

    /// <summary>Markup that is not encoded is where a sender's text could become a script.</summary>
    [Fact]
    public void Only_icons_are_written_without_encoding() =>
        Assert.Equal(
            ["Icon.razor"],
            Components.Where(file => File.ReadAllText(file).Contains("MarkupString", StringComparison.Ordinal)).Select(Path.GetFileName)
        );

    private static string Sort(string cacheControl) =>
        string.Join(
            ", ",
            cacheControl
                .Split(", ")
                .OrderBy(part =>
                    part == "immutable" ? 2
                    : part == "public" ? 1
                    : 0
                )
        );

    [GeneratedRegex("url\\(\"(?<url>[^\"]+)\"\\)")]
    private static partial Regex Address();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
