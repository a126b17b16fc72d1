using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The pages that follow from the code, as they stand in <c>docs/</c>.</summary>
public sealed class WrittenPagesTests
{
    [Fact]
    public async Task The_pages_in_docs_are_what_the_code_writes()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, error) = await ServiceProcess.RunToEndAsync("docs", folder.Path("."));
        Assert.Equal((0, "", ""), (exitCode, output, error));
        var pages = Directory.GetFiles(folder.Path("."));
        Assert.Equal(
            ["errors.md", "fields.md", "lists.md", "openapi.json", "settings.md"],
            pages.Select(page => Path.GetFileName(page)!).Order(StringComparer.Ordinal)
        );
        Assert.All(
            pages,
            page => Assert.Equal(File.ReadAllText(page), Repository.Read("docs", Path.GetFileName(page)), ignoreLineEndingDifferences: true)
        );
    }
}
