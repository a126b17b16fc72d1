using Leadgate.Server.Hosting;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>API keys and lists, which a node reads each second and after each change of its own.</summary>
public sealed class RefreshedValueTests
{
    private readonly RefreshedValue<string> _value = new("first");

    [Fact]
    public async Task What_was_read_counts_and_what_was_there_is_returned()
    {
        Assert.Equal("first", await _value.RefreshAsync(() => Task.FromResult("second")));
        Assert.Equal("second", await _value.RefreshAsync(() => Task.FromResult("third")));
        Assert.Equal("third", _value.Current);
    }

    /// <summary>A key that was just revoked was valid again for a second, and one that was just created unknown.</summary>
    [Fact]
    public async Task A_reading_that_ends_after_one_that_began_later_does_not_count()
    {
        var slow = new TaskCompletionSource<string>();
        var refreshing = _value.RefreshAsync(() => slow.Task);
        await _value.RefreshAsync(() => Task.FromResult("changed"));
        slow.SetResult("before the change");
        Assert.Null(await refreshing);
        Assert.Equal("changed", _value.Current);
    }

    [Fact]
    public async Task A_reading_that_fails_leaves_the_value_and_the_next_one_counts()
    {
        await Assert.ThrowsAsync<IOException>(() => _value.RefreshAsync(() => throw new IOException()));
        Assert.Equal("first", _value.Current);
        Assert.Equal("first", await _value.RefreshAsync(() => Task.FromResult("second")));
    }
}
