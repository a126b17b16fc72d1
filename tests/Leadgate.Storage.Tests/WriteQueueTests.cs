using CsCheck;
using Leadgate.Storage.Engines;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Which work shares a transaction, and who is next.</summary>
[Promise("10.4")]
public sealed class WriteQueueTests
{
    private readonly WriteQueue<string> _queue = new();

    [Fact]
    public void Small_work_waits_for_no_large_work_and_large_work_is_written_alone()
    {
        Add("large 1", "a", WriteQueue<string>.Large + 1);
        Add("large 2", "a", WriteQueue<string>.Large + 1);
        Add("small", "a", WriteQueue<string>.Large);
        Assert.Equal(["small"], _queue.TakeSmall());
        Assert.Equal("large 1", _queue.TakeLarge());
        Assert.Empty(_queue.TakeSmall());
        Assert.Equal("large 2", _queue.TakeLarge());
        Assert.Null(_queue.TakeLarge());
    }

    [Fact]
    public void Transaction_of_small_work_is_bounded_and_has_the_neighbor_of_a_busy_sender()
    {
        for (var i = 0; i < 20; i++)
            Add($"busy {i}", "busy", WriteQueue<string>.Large / 2);
        Add("neighbor", "neighbor", 1000);
        Assert.Equal(["busy 0", "neighbor", "busy 1", "busy 2", "busy 3"], _queue.TakeSmall());
    }

    [Fact]
    public void Transaction_of_tiny_work_is_bounded_in_number()
    {
        for (var i = 0; i < 300; i++)
            Add($"{i}", $"{i % 2}", 0);
        Assert.Equal(256, _queue.TakeSmall().Count);
        Assert.Equal(44, _queue.TakeSmall().Count);
    }

    [Fact]
    public void Large_work_is_taken_in_turn_between_senders()
    {
        for (var i = 0; i < 3; i++)
            Add($"a {i}", "a", 10 * WriteQueue<string>.Large);
        Assert.Equal("a 0", _queue.TakeLarge());
        Add("b 0", "b", 2 * WriteQueue<string>.Large);
        Add("b 1", "b", 2 * WriteQueue<string>.Large);
        var order = new List<string>();
        while (_queue.TakeLarge() is { } next)
            order.Add(next);
        Assert.Equal(["b 0", "b 1", "a 1", "a 2"], order);
    }

    [Fact]
    public void Work_that_ends_its_transaction_is_the_last_one_of_it()
    {
        foreach (var work in (string[])["one", "two", "three"])
            Add(work, "a", 1);
        Assert.Equal(["one", "two"], _queue.TakeSmall(work => work == "two"));
        Assert.Equal(["three"], _queue.TakeSmall());
    }

    [Fact]
    public async Task Writer_of_small_work_sleeps_while_there_is_only_large_work()
    {
        var (any, smallOnly) = (_queue.WaitAsync(smallOnly: false), _queue.WaitAsync(smallOnly: true));
        Add("large", "a", long.MaxValue / 2);
        Assert.True(await any);
        Assert.False(smallOnly.IsCompleted);
        Assert.NotNull(_queue.TakeLarge());
        any = _queue.WaitAsync(smallOnly: false);
        Add("small", "a", 1);
        Assert.True(await smallOnly);
        Assert.False(any.IsCompleted);
    }

    [Fact]
    public async Task Wait_for_small_work_ends_with_its_time_and_leaves_no_writer_behind()
    {
        Add("large", "a", long.MaxValue / 2);
        Assert.True(_queue.WaitForSmall(TimeSpan.Zero));
        Assert.False(_queue.HasSmall);

        // If the wait that has ended still counted, it would be woken in place of this one.
        Assert.NotNull(_queue.TakeLarge());
        var any = _queue.WaitAsync(smallOnly: false);
        Add("small", "a", 1);
        Assert.True(await any);
        Assert.True(_queue.HasSmall);
        Assert.True(_queue.WaitForSmall(TimeSpan.Zero));
        Assert.Single(_queue.TakeSmall());
        _queue.Complete();
        Assert.False(_queue.WaitForSmall(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Work_that_waits_at_the_end_is_still_written()
    {
        Add("large", "a", long.MaxValue / 2);
        Add("small", "a", 1);
        _queue.Complete();
        Assert.False(_queue.TryAdd("late", "a", 1));
        Assert.True(await _queue.WaitAsync(smallOnly: true));
        Assert.Single(_queue.TakeSmall());
        Assert.False(await _queue.WaitAsync(smallOnly: true));
        Assert.True(await _queue.WaitAsync(smallOnly: false));
        Assert.NotNull(_queue.TakeLarge());
        Assert.False(await _queue.WaitAsync(smallOnly: false));
    }

    [Fact]
    public void Everything_is_taken_once_and_in_the_order_of_its_sender() =>
        Gen.Select(Gen.Int[0, 4], Gen.Long[0, 3 * WriteQueue<string>.Large])
            .Array[0, 200]
            .Sample(work =>
            {
                var queue = new WriteQueue<object>();
                var added = work.Select(one => (Sender: $"{one.Item1}", Bytes: one.Item2, Work: new object())).ToList();
                foreach (var one in added)
                    Assert.True(queue.TryAdd(one.Work, one.Sender, one.Bytes));
                var taken = new List<object>();
                while (queue.TakeSmall() is { Count: > 0 } group)
                    taken.AddRange(group);
                while (queue.TakeLarge() is { } large)
                    taken.Add(large);
                Assert.Equal(added.Count, taken.Distinct().Count());
                Assert.Equal(added.Count, taken.Count);
                foreach (var its in added.GroupBy(one => (one.Sender, IsLarge: one.Bytes > WriteQueue<object>.Large)))
                    Assert.Equal(its.Select(one => one.Work), taken.Where(one => its.Any(other => other.Work == one)));
            });

    private void Add(string work, string sender, long bytes) => Assert.True(_queue.TryAdd(work, sender, bytes));
}
