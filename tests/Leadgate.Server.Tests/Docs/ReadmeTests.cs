using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The example on the first page of the project.</summary>
public sealed partial class ReadmeTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task The_example_gets_the_response_that_is_shown()
    {
        var readme = Repository.Read("README.md");
        var example = Example().Match(readme);
        Assert.Equal(Routes.BulkCheck, example.Groups["path"].Value);
        using var content = new StringContent(example.Groups["body"].Value, Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync(Routes.BulkCheck, content, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var shown = Indentation().Replace(example.Groups["response"].Value, "").Split("...", StringSplitOptions.TrimEntries);
        Assert.Equal(3, shown.Length);
        Assert.All(shown, part => Assert.Contains(part.TrimEnd(','), answer, StringComparison.Ordinal));
    }

    [GeneratedRegex(
        @"```\ncurl http://127\.0\.0\.1:5080(?<path>\S+) [^']*'[^']*' -d '(?<body>[^']+)'\n```\n.*?```\n(?<response>[^`]+)\n```",
        RegexOptions.Singleline
    )]
    private static partial Regex Example();

    [GeneratedRegex(@"\n *")]
    private static partial Regex Indentation();
}
