using Leadgate.Docs;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Docs;

/// <summary>The generated files in <c>docs/</c>.</summary>
public sealed class ReferenceDocsTests
{
    [Fact]
    public async Task Committed_files_are_what_the_code_generates()
    {
        using var folder = new TemporaryFolder();
        await ReferenceDocs.WriteAsync(folder.Path("."), TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(folder.Path("."));
        Assert.Equal(
            ["errors.md", "fields.md", "lists.md", "openapi.json", "settings.md"],
            files.Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)
        );
        Assert.All(
            files,
            file => Assert.Equal(File.ReadAllText(file), Repository.Read("docs", Path.GetFileName(file)), ignoreLineEndingDifferences: true)
        );
    }
}
