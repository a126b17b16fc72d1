using System.Runtime.Versioning;
using Leadgate.Publish;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>The copy of a commit that everything released is made from.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SourceCopyTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task A_copy_has_the_files_of_the_commit_for_its_owner_alone_and_one_at_a_time_uses_the_folder()
    {
        using var temporary = new TemporaryFolder();
        var (repository, commit) = await CommitAsync(temporary);
        await File.WriteAllTextAsync(repository.Find("a"), "changed", TestContext.Current.CancellationToken);
        Assert.Equal("M a", (await repository.ReadCommitAsync(TestContext.Current.CancellationToken)).Changes.Trim());
        var place = temporary.Path("place");

        // What an interrupted publication left.
        Directory.CreateDirectory(Path.Combine(place, "leadgate"), Owner);
        File.SetUnixFileMode(place, Owner);
        await File.WriteAllTextAsync(Path.Combine(place, "leadgate", "left"), "", TestContext.Current.CancellationToken);
        await using (var copy = await SourceCopy.CreateAsync(repository, commit, place, TestContext.Current.CancellationToken))
        {
            Assert.Equal("committed", await copy.Sources.ReadTextAsync(TestContext.Current.CancellationToken, "a"));
            Assert.Equal([copy.Sources.Find("a")], Directory.EnumerateFiles(copy.Sources.Root));
            var refusal = await Assert.ThrowsAsync<PublishException>(() =>
                SourceCopy.CreateAsync(repository, commit, place, TestContext.Current.CancellationToken)
            );
            Assert.StartsWith("Another publication", refusal.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(copy.Sources.Find("a")));
        }

        Assert.False(Path.Exists(place));
        await using (await SourceCopy.CreateAsync(repository, commit, place, TestContext.Current.CancellationToken))
            Assert.Equal(Owner, File.GetUnixFileMode(place));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_that_others_could_have_made_is_refused_and_left_as_it_is(bool isLink)
    {
        using var temporary = new TemporaryFolder();
        var (repository, commit) = await CommitAsync(temporary);
        var (place, target) = (temporary.Path("place"), temporary.Path("target"));
        Directory.CreateDirectory(target, isLink ? Owner : Owner | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(target, isLink ? Owner : Owner | UnixFileMode.OtherWrite);
        await File.WriteAllTextAsync(Path.Combine(target, "theirs"), "", TestContext.Current.CancellationToken);
        if (isLink)
            File.CreateSymbolicLink(place, target);
        else
            Directory.Move(target, place);
        var refusal = await Assert.ThrowsAsync<PublishException>(() =>
            SourceCopy.CreateAsync(repository, commit, place, TestContext.Current.CancellationToken)
        );
        Assert.Contains(isLink ? "symbolic link" : "permissions 702", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["theirs"], Directory.EnumerateFileSystemEntries(place).Select(Path.GetFileName));
    }

    private static async Task<(SourceFolder Repository, Commit Commit)> CommitAsync(TemporaryFolder temporary)
    {
        var root = Directory.CreateDirectory(temporary.Path("repository")).FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "a"), "committed", TestContext.Current.CancellationToken);
        await RunAsync("init", "--quiet");
        await RunAsync("add", "a");
        await RunAsync("-c", "user.name=Test", "-c", "user.email=test@leads.example", "commit", "--quiet", "--message", "Test");
        var repository = new SourceFolder(root);
        var commit = await repository.ReadCommitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(commit.Changes);
        return (repository, commit);

        Task RunAsync(params string[] arguments) => Command.RunAsync(root, "git", arguments, TestContext.Current.CancellationToken);
    }
}
