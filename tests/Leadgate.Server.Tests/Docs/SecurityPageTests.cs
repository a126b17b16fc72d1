using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The page on security names the tests that hold each defence: they must be there.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var named = Named().Matches(Repository.Read("docs", "security.md")).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.True(named.Count > 8, $"Only {named.Count} tests are named.");
        var there = Repository.Files("tests", "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.DoesNotContain(named, name => !there.Contains(name));
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests)`")]
    private static partial Regex Named();
}
