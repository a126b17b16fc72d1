using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>The interactive reference, which loads nothing from other servers.</summary>
public sealed partial class ReferencePageTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task The_root_path_redirects_to_the_documentation()
    {
        using var response = await server.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, Routes.Docs), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task The_reference_and_its_script_come_from_the_service()
    {
        using var response = await server.Client.GetAsync(Routes.ApiReference + "/", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(@"(src|href)=""(https?:)?//", page);
        var scripts = Script().Matches(page).Select(script => script.Groups["from"].Value).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.False(Uri.TryCreate(script, UriKind.Absolute, out var absolute) && !absolute.IsFile, script));
        foreach (var script in scripts)
        {
            using var loaded = await server.Client.GetAsync(
                new Uri(new Uri(server.Client.BaseAddress!, Routes.ApiReference + "/"), script),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        }
    }

    [Fact]
    public async Task The_content_security_policy_allows_nothing_from_elsewhere()
    {
        using var response = await server.Client.GetAsync(Routes.ApiReference + "/", TestContext.Current.CancellationToken);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'self'", policy);
        Assert.DoesNotContain(
            policy,
            part => part.Contains("http", StringComparison.Ordinal) || part.Contains('*', StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Of_the_scripts_in_the_page_only_those_of_the_service_run()
    {
        using var response = await server.Client.GetAsync(Routes.ApiReference + "/", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries);
        var scripts = Assert.Single(policy, part => part.StartsWith("script-src", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
        var inline = Assert.Single(InlineScript().Matches(page)).Groups["text"].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)));
        Assert.Equal($"script-src 'self' 'sha256-{hash}'", scripts);

        // The page holds nothing of the request that could become a script of its own.
        using var other = await server.Client.GetAsync(
            Routes.ApiReference + "/?x=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(page, await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"<script type=""module"">(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"<script[^>]* src=""(?<from>[^""]+)""")]
    private static partial Regex Script();
}
