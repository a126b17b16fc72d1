using Leadgate.Publish;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>What a publication does with the files that it finds in its folder.</summary>
public sealed class PublicationTests
{
    [Fact]
    public async Task Only_files_of_the_same_version_that_an_earlier_run_made_are_replaced_and_only_those_of_this_run_have_checksums()
    {
        using var folder = new TemporaryFolder();
        string[] stay =
        [
            "leadgate-1.2.3-rc.1-linux-x64.tar.gz",
            "leadgate-1.2.3-win-x64.zip",
            "leadgate-signers",
            "leadgate_1.2.2_amd64.deb",
        ];
        string[] go = ["leadgate-1.2.3-linux-x64.cdx.json", "leadgate-1.2.3-linux-x64.tar.gz", "leadgate_1.2.3_amd64.deb"];
        foreach (var name in stay.Concat(go).Append("SHA256SUMS.sig"))
            await File.WriteAllTextAsync(folder.Path(name), name, TestContext.Current.CancellationToken);

        // The archive for Windows has the name of one of ours, but no run says that it made it.
        await File.WriteAllLinesAsync(
            folder.Path("SHA256SUMS"),
            go.Concat(stay).Where(name => name != "leadgate-1.2.3-win-x64.zip").Select(name => $"00  {name}"),
            TestContext.Current.CancellationToken
        );
        Publication.DeleteEarlier(folder.Path(""), "1.2.3");
        Assert.Equal(stay, Directory.GetFiles(folder.Path("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        await File.WriteAllTextAsync(folder.Path(go[1]), "", TestContext.Current.CancellationToken);
        await Publication.WriteChecksumsAsync(folder.Path(""), [go[1]], TestContext.Current.CancellationToken);
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  leadgate-1.2.3-linux-x64.tar.gz\n",
            await File.ReadAllTextAsync(folder.Path("SHA256SUMS"), TestContext.Current.CancellationToken)
        );
    }
}
