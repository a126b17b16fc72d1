using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Tests.Console;

/// <summary>Whatever two people do with the vehicles of one lead, the second is asked about each thing that they did.</summary>
public sealed class LeadConflictRowTests
{
    private const int Vehicles = 3;
    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());

    private enum Deed
    {
        Keep,
        Edit,
        Remove,
    }

    [Fact]
    public void Every_edit_and_removal_of_the_second_has_a_row()
    {
        var deeds = (
            from one in Enum.GetValues<Deed>()
            from two in Enum.GetValues<Deed>()
            from three in Enum.GetValues<Deed>()
            from adds in (bool[])[false, true]
            select (Deeds: (Deed[])[one, two, three], Adds: adds)
        ).ToList();
        Assert.Equal(54, deeds.Count);
        var before = Write(["1", "2", "3"]);
        foreach (var theirs in deeds)
        {
            var now = Write([.. Apply(theirs.Deeds, "theirs "), .. theirs.Adds ? ["theirs new"] : (string[])[]]);
            var revision = new LeadRevision(1, 2, default, "them", "", LeadChanges.ToJson(LeadChanges.Compare(before, now)), 0, 0);
            foreach (var mine in deeds)
                AssertAsked(now, revision, theirs.Deeds, mine.Deeds, mine.Adds);
        }
    }

    private static void AssertAsked(ReadOnlyMemory<byte> now, LeadRevision revision, Deed[] theirs, Deed[] mine, bool adds)
    {
        var form = new Dictionary<string, string>();
        for (var i = 0; i < Vehicles; i++)
        {
            form[$"vehicles[{i}].modelMemo"] = mine[i] == Deed.Edit ? $"mine {i + 1}" : $"{i + 1}";
            if (mine[i] == Deed.Remove)
                form[$"vehicles[{i}].remove"] = "on";
        }

        form[$"vehicles[{Vehicles}].modelMemo"] = adds ? "mine new" : "";
        var lead = new LeadValidator(Catalog, new LeadRules("JTC", TimeZoneInfo.Utc, 100), default).Validate(0, now.Span);
        var rows = LeadConflict
            .Create(
                new LeadRecord(lead, 1) { Version = 2 },
                1,
                new LeadFormState(now, 2, Catalog),
                path => form.GetValueOrDefault(path),
                [revision],
                arabic: false
            )
            .Rows;

        var what = $"Theirs: {string.Join(' ', theirs)} {Encoding.UTF8.GetString(now.Span)}; mine: {string.Join(' ', mine)} {adds}";
        var typed = form.Values.Where(text => text.StartsWith("mine", StringComparison.Ordinal));
        Assert.All(typed, text => Assert.True(rows.Any(row => row.MineShown == text), $"{what}: no row for {text}"));

        // What both have removed is no question.
        var removals = Enumerable.Range(0, Vehicles).Count(i => mine[i] == Deed.Remove && theirs[i] != Deed.Remove);
        var asked = rows.Count(row => row.MineShown == "Remove this vehicle");
        Assert.True(asked >= removals, $"{what}: {asked} rows for {removals} removals");
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
    }

    private static IEnumerable<string> Apply(Deed[] deeds, string prefix) =>
        deeds
            .Select((deed, i) => (deed, Memo: $"{i + 1}"))
            .Where(one => one.deed != Deed.Remove)
            .Select(one => one.deed == Deed.Edit ? prefix + one.Memo : one.Memo);

    private static ReadOnlyMemory<byte> Write(IEnumerable<string> memos) =>
        JsonSerializer.SerializeToUtf8Bytes(new { vehicles = memos.Select(memo => new { modelMemo = memo }) });
}
