using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Lists;

/// <summary>Changes of single items.</summary>
public sealed class ListEditTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly ListDefinition List = ReferenceLists.Find("LEAD_PRIORITY")!;

    private ListAdministration Lists => shared.Running.Services.GetRequiredService<ListAdministration>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_changes_of_one_item_the_second_is_told_of_the_first()
    {
        var item = await ReadAsync(1);
        var fingerprint = item.GetFingerprint(List);
        var first = new ListEdit.Change(fingerprint, item with { Aliases = [.. item.Aliases, "Boiling"] });
        Assert.IsType<EditListOutcome.Valid>(await Lists.PrepareAsync(List, first, Token));
        Assert.Equal(fingerprint, (await ReadAsync(1)).GetFingerprint(List));

        var valid = Assert.IsType<EditListOutcome.Valid>(await Lists.ApplyAsync(List, first, Actor.CommandLine, Token));
        Assert.Equal(ListChangeKind.Changed, Assert.Single(valid.Prepared.Comparison.Changes).Kind);
        var conflict = await Lists.ApplyAsync(List, new ListEdit.Change(fingerprint, item), Actor.CommandLine, Token);
        Assert.Contains("Boiling", Assert.IsType<EditListOutcome.Conflict>(conflict).Current.Aliases);
    }

    [Fact]
    public async Task New_item_gets_the_next_value_and_is_not_added_twice()
    {
        var items = (await Lists.ReadAsync(Token))[List];
        var next = items.Max(item => item.Value) + 1;
        var wanted = new ListItem
        {
            Value = 0,
            Label = "Lukewarm",
            LabelAr = "فاتر قليلا",
        };
        var prepared = Assert.IsType<EditListOutcome.Valid>(await Lists.PrepareAsync(List, new ListEdit.Add(null, wanted), Token));
        Assert.Equal(next, prepared.Item.Value);
        var add = new ListEdit.Add(next, wanted);
        Assert.IsType<EditListOutcome.Valid>(await Lists.ApplyAsync(List, add, Actor.CommandLine, Token));
        Assert.Equal(
            "Lukewarm",
            Assert.IsType<EditListOutcome.ValueTaken>(await Lists.ApplyAsync(List, add, Actor.CommandLine, Token)).Existing.Label
        );

        var invalid = await Lists.ApplyAsync(List, new ListEdit.Add(null, wanted with { LabelAr = " " }), Actor.CommandLine, Token);
        Assert.IsType<EditListOutcome.Invalid>(invalid);
    }

    [Fact]
    public async Task Item_moves_to_a_place_only_in_the_order_that_the_place_was_chosen_in()
    {
        var items = (await Lists.ReadAsync(Token))[List];
        var order = items.GetOrderFingerprint();
        var move = new ListEdit.Move(order, items[2].Value, 1);
        var prepared = Assert.IsType<EditListOutcome.Valid>(await Lists.PrepareAsync(List, move, Token));
        Assert.Equal((items[2].Value, 3, 1, null, items[0].Value), Describe(prepared.Move));
        var middle = Assert.IsType<EditListOutcome.Valid>(await Lists.PrepareAsync(List, move with { Position = 2 }, Token));
        Assert.Equal((items[2].Value, 3, 2, items[0].Value, items[1].Value), Describe(middle.Move));
        var last = Assert.IsType<EditListOutcome.Valid>(await Lists.PrepareAsync(List, move with { Position = 10_000 }, Token));
        Assert.Equal((items[2].Value, 3, items.Count, items[^1].Value, null), Describe(last.Move));

        Assert.IsType<EditListOutcome.Valid>(await Lists.ApplyAsync(List, move, Actor.CommandLine, Token));
        Assert.Equal(items[2].Value, (await Lists.ReadAsync(Token))[List][0].Value);
        var late = new ListEdit.Move(order, items[1].Value, 1);
        var conflict = Assert.IsType<EditListOutcome.OrderConflict>(await Lists.ApplyAsync(List, late, Actor.CommandLine, Token));
        var now = (await Lists.ReadAsync(Token))[List];
        Assert.Equal((items[2].Value, conflict.Current), (now[0].Value, now.GetOrderFingerprint()));
        Assert.IsType<EditListOutcome.NotFound>(await Lists.ApplyAsync(List, late with { Value = -5 }, Actor.CommandLine, Token));

        static (int Item, int From, int To, int? Previous, int? Next) Describe(ListMove? move) =>
            (move!.Item.Value, move.From, move.To, move.Previous?.Value, move.Next?.Value);
    }

    [Fact]
    public async Task Alias_is_added_once_whatever_its_spelling()
    {
        foreach (var alias in (string[])["كاش سريع", "كاش  سريع", "كاش سريع "])
            Assert.IsType<EditListOutcome.Valid>(await Lists.AddAliasAsync(List, 2, alias, Actor.CommandLine, Token));
        Assert.Equal(1, (await ReadAsync(2)).Aliases.Count(alias => alias.Contains("كاش", StringComparison.Ordinal)));
        Assert.IsType<EditListOutcome.NotFound>(await Lists.AddAliasAsync(List, -5, "x", Actor.CommandLine, Token));
    }

    [Theory]
    [InlineData(nameof(StaffRole.Viewer))]
    [InlineData(nameof(StaffRole.Agent))]
    public async Task Only_administrators_and_keys_with_the_scope_change_a_list(string role)
    {
        var actor = new Actor("staff:reem", "127.0.0.1") { Scopes = Actor.GetScopes(Enum.Parse<StaffRole>(role)) };
        await Assert.ThrowsAsync<NotAllowedException>(() => Lists.AddAliasAsync(List, 2, "x", actor, Token));
        await Assert.ThrowsAsync<NotAllowedException>(() => Lists.ApplyAsync(List, new ListEdit.Move("", 2, 1), actor, Token));
    }

    private async Task<ListItem> ReadAsync(int value) => (await Lists.ReadAsync(Token))[List].First(item => item.Value == value);
}
