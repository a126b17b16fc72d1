using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The tests that <c>docs/security.md</c> names for each defense.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_class_that_the_page_names_exists()
    {
        var named = Named().Matches(Repository.Read("docs", "security.md")).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.True(named.Count > 8, $"Found only {named.Count} test classes.");
        var existing = Repository.Files("tests", "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.DoesNotContain(named, name => !existing.Contains(name));
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests)`")]
    private static partial Regex Named();
}
