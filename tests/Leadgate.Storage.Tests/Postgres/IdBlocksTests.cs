using Leadgate.Storage.Engines.Postgres;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>Ids that a node gives out from blocks of a sequence.</summary>
public sealed class IdBlocksTests
{
    [Fact]
    [Promise("7.1")]
    public void Run_that_is_longer_than_the_rest_of_a_block_begins_in_the_next()
    {
        var blocks = new IdBlocks("any");
        blocks.Add(1);

        // The block between belongs to another node.
        blocks.Add(2001);
        Assert.Equal([1L, 991], blocks.TryTake([990, 10])!);
        Assert.Equal([2001L], blocks.TryTake([1])!);
        Assert.Equal([2002L], blocks.TryTake([990])!);
        Assert.Null(blocks.TryTake([20]));
        blocks.Add(5001);
        Assert.Equal([5001L, 5021], blocks.TryTake([20, 1])!);
    }

    [Fact]
    public void Nothing_is_taken_when_the_blocks_are_not_enough()
    {
        var blocks = new IdBlocks("any");
        blocks.Add(1);
        Assert.Null(blocks.TryTake([600, 600]));
        Assert.Equal([1L], blocks.TryTake([600])!);
    }
}
