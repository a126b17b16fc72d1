using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>The update of a store to newer built-in lists, which keeps what the operator changed.</summary>
[Promise("3.8")]
public sealed class ListUpdateTests
{
    private static readonly Dictionary<ListDefinition, IReadOnlyList<ListItem>> Initial = BuiltInLists.ReadInitial();
    private static readonly Dictionary<ListDefinition, IReadOnlyList<ListItem>> Current = BuiltInLists.Read();

    /// <summary>A small list in three versions: as installed, and two later ones.</summary>
    private static readonly ListItem[] First =
    [
        TestData.Item(1, "Mr", "السيد", null, "MR", "Mister"),
        TestData.Item(2, "Mrs", "السيدة"),
        TestData.Item(3, "Dr", "الدكتور", null, null, "Doctor", "HRH"),
    ];

    private static readonly ListItem[] Second =
    [
        TestData.Item(1, "Mr", "السيد", null, "MR", "Mister", "Sir"),
        TestData.Item(4, "HRH", "صاحب السمو", null, null, "Prince"),
        TestData.Item(2, "Madam", "السيدة", null, null, "Mrs"),
        TestData.Item(3, "Dr", "الدكتور", null, null, "Doctor"),
        TestData.Item(5, "Other", "أخرى"),
    ];

    [Fact]
    public void An_unchanged_store_becomes_what_a_new_store_is()
    {
        var result = ListUpdate.Merge(Initial, Initial, Current);
        var updated = With(Initial, result.Lists);
        Assert.All(
            ReferenceLists.All,
            list =>
            {
                Assert.Equal(ListFileFormat.Write(list, Current[list]), ListFileFormat.Write(list, updated[list]));
                Assert.Equal(Current[list].Select(item => item.Value), result.BuiltIn[list].Select(item => item.Value));
            }
        );
        Assert.DoesNotContain(result.Changes, change => change.Kind == ListChangeKind.Skipped);
        Assert.Contains("CITY: added 1344 (Al Ahsa)", result.Changes.Select(change => change.ToString()));
        Assert.Contains(
            "CITY: changed 1121 (Usfan): label Asfan → Usfan; aliases removed: Usfan; aliases added: Asfan",
            result.Changes.Select(change => change.ToString())
        );
    }

    [Fact]
    public void A_store_that_is_up_to_date_does_not_change()
    {
        var result = ListUpdate.Merge(Current, Current, Current);
        Assert.Empty(result.Changes);
        Assert.Empty(result.Lists);
    }

    [Fact]
    public void What_the_operator_changed_stays_and_the_rest_of_the_item_is_updated()
    {
        var (items, changes) = Update([
            First[0] with
            {
                Label = "Mr.",
                Aliases = ["Mister", "Effendi"],
            },
            First[1] with
            {
                LabelAr = "سيدة",
                IsActive = false,
            },
            First[2] with
            {
                Aliases = ["HRH"],
            },
        ]);
        Assert.Equal(
            ["1 Mr./السيد/MR/Mister/Effendi/Sir", "4 HRH/صاحب السمو/Prince", "2 Madam/سيدة/Mrs retired", "3 Dr/الدكتور", "5 Other/أخرى"],
            items.Select(Describe)
        );
        Assert.Equal(
            [
                "TITLE: changed 1 (Mr.): aliases added: Sir",
                "TITLE: added 4 (HRH)",
                "TITLE: changed 2 (Madam): label Mrs → Madam; aliases added: Mrs",
                "TITLE: changed 3 (Dr): aliases removed: HRH",
                "TITLE: added 5 (Other)",
            ],
            changes
        );
    }

    [Fact]
    public void The_operators_own_items_stay_in_their_order()
    {
        var (items, _) = Update([First[2], TestData.Item(900, "Own", "خاص"), First[0], First[1]]);
        Assert.Equal([3, 5, 900, 1, 4, 2], items.Select(item => item.Value));
    }

    [Fact]
    public void A_new_item_whose_value_the_operator_uses_is_skipped_now_and_later()
    {
        ListItem[] stored = [.. First, TestData.Item(4, "Judge", "القاضي")];
        var result = Merge(First, stored, Second);
        Assert.Contains("TITLE: skipped 4 (HRH): its value is used by Judge", result.Changes.Select(change => change.ToString()));
        var updated = result.Lists[ReferenceLists.Title];
        Assert.Equal("4 Judge/القاضي", Describe(updated.Single(item => item.Value == 4)));

        var third = Second.Select(item => item.Value == 4 ? item with { Aliases = ["Prince", "Emir"] } : item).ToArray();
        var next = Merge(result.BuiltIn[ReferenceLists.Title], updated, third);
        Assert.Empty(next.Lists);
        Assert.Equal(["TITLE: skipped 4 (HRH): its value is used by Judge"], next.Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void A_new_item_that_the_operator_has_under_another_value_is_skipped()
    {
        var (items, changes) = Update([
            First[0],
            First[1],
            First[2] with
            {
                Aliases = [],
            },
            TestData.Item(900, "Prince", "أمير", null, null, "hrh"),
        ]);
        Assert.DoesNotContain(items, item => item.Value == 4);
        Assert.Contains("TITLE: skipped 4 (HRH): its label finds 900 (Prince)", changes);
    }

    [Fact]
    public void A_new_item_that_the_operator_imported_already_is_left_as_it_is()
    {
        var (items, changes) = Update([.. First, Second[1] with { Aliases = ["Emir"] }]);
        Assert.Equal("4 HRH/صاحب السمو/Emir", Describe(items.Single(item => item.Value == 4)));
        Assert.DoesNotContain(changes, change => change.Contains(" 4 ", StringComparison.Ordinal));
    }

    [Fact]
    [Promise("4.5")]
    public void A_text_of_the_operators_is_not_given_to_a_second_item()
    {
        var (items, _) = Update([First[0], First[1] with { Aliases = ["sir", "PRINCE", "Madam"] }, First[2]]);
        Assert.Equal(
            ["1 Mr/السيد/MR/Mister", "4 HRH/صاحب السمو", "2 Madam/السيدة/sir/PRINCE/Mrs"],
            items.Where(item => item.Value is 1 or 2 or 4).Select(Describe)
        );
        Assert.Empty(ListValidator.Validate(TestData.ItemsWith(ReferenceLists.Title, _ => items)));
    }

    [Fact]
    [Promise("3.6")]
    public void A_list_of_which_the_operator_retired_every_built_in_item_gets_no_new_ones()
    {
        var (items, changes) = Update([TestData.Item(900, "Own", "خاص"), .. First.Select(item => item with { IsActive = false })]);
        Assert.Equal([900], items.Where(item => item.IsActive).Select(item => item.Value));
        Assert.Contains("TITLE: skipped 5 (Other): all built-in items beside it are retired", changes);
    }

    [Fact]
    public void Nothing_is_added_under_an_item_that_was_skipped()
    {
        var brand = TestData.Item(4, "Delta", "دلتا");
        var model = TestData.Item(401, "D1", "دي 1", 4);
        var result = ListUpdate.Merge(
            Current,
            With(Current, (ReferenceLists.OuType, [.. Current[ReferenceLists.OuType], TestData.Item(4, "Own brand", "علامة خاصة")])),
            With(
                Current,
                (ReferenceLists.OuType, [.. Current[ReferenceLists.OuType], brand]),
                (ReferenceLists.Model, [.. Current[ReferenceLists.Model], model])
            )
        );
        Assert.Equal(
            ["MODEL: skipped 401 (D1): its parent item 4 is not in OU_TYPE", "OU_TYPE: skipped 4 (Delta): its value is used by Own brand"],
            result.Changes.Select(change => change.ToString())
        );
        Assert.DoesNotContain(result.BuiltIn[ReferenceLists.Model], item => item.Value == 401);
    }

    [Fact]
    [Promise("5.5")]
    public void The_operators_default_branch_stays_the_only_one()
    {
        var stored = With(
            Current,
            (
                ReferenceLists.BranchType,
                [
                    .. Current[ReferenceLists.BranchType]
                        .Select(item => item with { IsDefault = item.IsDefault ? item.Value != 101 : item.Value == 102 }),
                ]
            )
        );
        var next = With(
            Current,
            (
                ReferenceLists.BranchType,
                [
                    .. Current[ReferenceLists.BranchType]
                        .Select(item => item with { IsDefault = item.IsDefault ? item.Value != 101 : item.Value == 103 }),
                ]
            )
        );
        Assert.Empty(ListValidator.Validate(stored));
        Assert.Empty(ListUpdate.Merge(Current, stored, next).Lists);
    }

    [Fact]
    public void Whatever_an_operator_changes_stays_and_the_lists_stay_valid() =>
        Gen.Int.Sample(
            seed =>
            {
                var stored = Change(Initial, new Random(seed));
                var result = ListUpdate.Merge(Initial, stored, Current);
                var updated = With(stored, result.Lists);
                var findings = ListValidator.Validate(updated);
                Assert.DoesNotContain(findings, finding => finding.IsFatal);
                Assert.Equal(
                    ListValidator.Validate(stored).Select(finding => finding.ToString()).Order(),
                    findings.Select(finding => finding.ToString()).Order()
                );
                foreach (var list in ReferenceLists.All)
                {
                    var byValue = updated[list].ToDictionary(item => item.Value);
                    var initial = Initial[list].ToDictionary(item => item.Value);
                    foreach (var item in stored[list])
                        AssertKept(initial.GetValueOrDefault(item.Value), item, byValue[item.Value]);
                }

                // A second update with the same lists changes nothing more.
                Assert.Empty(ListUpdate.Merge(result.BuiltIn, updated, Current).Lists);
            },
            iter: 8
        );

    private static void AssertKept(ListItem? initial, ListItem stored, ListItem updated)
    {
        if (initial is null)
        {
            Assert.True(updated.HasContentOf(stored), $"{stored.Value} ({stored.Label}) has changed.");
            return;
        }

        Assert.True(stored.Label == initial.Label || updated.Label == stored.Label);
        Assert.True(stored.LabelAr == initial.LabelAr || updated.LabelAr == stored.LabelAr);
        Assert.True(stored.IsActive == initial.IsActive || updated.IsActive == stored.IsActive);
        Assert.Empty(stored.Aliases.Except(initial.Aliases).Except(updated.GetMatchTexts()));
        Assert.Empty(initial.Aliases.Except(stored.GetMatchTexts()).Intersect(updated.Aliases));
    }

    private static Dictionary<ListDefinition, IReadOnlyList<ListItem>> Change(
        Dictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        Random random
    ) =>
        lists.ToDictionary(
            list => list.Key,
            IReadOnlyList<ListItem> (list) =>
            {
                var items = list.Value.Select((item, index) => Change(list.Key, item, index, random)).ToList();
                var parent = items[0].ParentValue;
                items.Insert(
                    random.Next(items.Count),
                    TestData.Item(90_000 + random.Next(9), $"Own {random.Next()}", $"خاص {random.Next()}", parent)
                );
                if (list.Key == ReferenceLists.City && random.Next(2) == 0)
                    items.Add(TestData.Item(1344, "Own city", "مدينة خاصة", 4));
                return items;
            }
        );

    private static ListItem Change(ListDefinition list, ListItem item, int index, Random random)
    {
        // The values of these two lists are needed, and so are their labels for the sentence of the finding.
        var canRetire = list != ReferenceLists.CustomerType && list != ReferenceLists.YesOrNo && !item.IsDefault && list.Parent is not null;
        return random.Next(12) switch
        {
            0 => item with { Label = $"Renamed {index}" },
            1 => item with { LabelAr = $"اسم {index}" },
            2 => item with { Aliases = [.. item.Aliases, $"Own alias {index}"] },
            3 => item with { Aliases = item.Aliases.Where((_, i) => i % 2 == 0).ToList() },
            4 when canRetire && index % 5 == 0 => item with { IsActive = false },
            _ => item,
        };
    }

    private static (IReadOnlyList<ListItem> Items, string[] Changes) Update(ListItem[] stored)
    {
        var result = Merge(First, stored, Second);
        return (result.Lists[ReferenceLists.Title], [.. result.Changes.Select(change => change.ToString())]);
    }

    private static ListUpdateResult Merge(
        IReadOnlyList<ListItem> previous,
        IReadOnlyList<ListItem> stored,
        IReadOnlyList<ListItem> builtIn
    ) =>
        ListUpdate.Merge(
            With(Current, (ReferenceLists.Title, previous)),
            With(Current, (ReferenceLists.Title, stored)),
            With(Current, (ReferenceLists.Title, builtIn))
        );

    private static Dictionary<ListDefinition, IReadOnlyList<ListItem>> With(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        params (ListDefinition List, IReadOnlyList<ListItem> Items)[] changed
    ) => With(lists, changed.ToDictionary(change => change.List, change => change.Items));

    private static Dictionary<ListDefinition, IReadOnlyList<ListItem>> With(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> changed
    ) => lists.ToDictionary(list => list.Key, list => changed.GetValueOrDefault(list.Key) ?? list.Value);

    private static string Describe(ListItem item) =>
        $"{item.Value} {string.Join('/', item.GetMatchTexts())}{(item.IsActive ? "" : " retired")}";
}
