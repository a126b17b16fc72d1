using CsCheck;
using Leadgate.Domain.Audit;

namespace Leadgate.Domain.Tests.Audit;

public sealed class AuditVerificationTests
{
    private static readonly DateTime Start = new(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void An_unchanged_trail_is_intact() => Assert.Empty(Verify(Trail(5), 5));

    [Fact]
    public void An_empty_trail_is_intact() => Assert.Empty(Verify([], 0));

    [Theory]
    [InlineData("action")]
    [InlineData("actor")]
    [InlineData("from")]
    [InlineData("record")]
    [InlineData("detail")]
    [InlineData("at")]
    public void An_altered_entry_is_reported(string what)
    {
        var trail = Trail(5);
        var (entry, e) = (trail[2], trail[2].Event);
        trail[2] = what switch
        {
            "action" => entry with { Event = e with { Action = "x" } },
            "actor" => entry with { Event = e with { Actor = "x" } },
            "from" => entry with { Event = e with { Origin = "x" } },
            "record" => entry with { Event = e with { Record = null } },
            "detail" => entry with { Event = e with { Detail = "" } },
            _ => entry with { At = entry.At.AddMilliseconds(1) },
        };
        Assert.Equal(["Entry 3 was altered: its hash does not match."], Verify(trail, 5));
    }

    [Fact]
    public void An_entry_altered_together_with_its_hash_breaks_the_chain_after_it()
    {
        var trail = Trail(5);
        trail[2] = AuditEntry.Next(3, trail[2].At, trail[2].Event with { Actor = "x" }, trail[2].Previous);
        Assert.Equal(["Entry 4 does not follow entry 3: one of the two was replaced."], Verify(trail, 5));
    }

    [Theory]
    [InlineData(2, 1, "Entry 3 is missing.")]
    [InlineData(1, 3, "Entries 2 to 4 are missing.")]
    [InlineData(4, 1, "The last entry, 5, is missing.")]
    [InlineData(3, 2, "The last entries, 4 to 5, are missing.")]
    [InlineData(0, 2, "The entries before 3 are missing, and no audit-trim entry records their deletion.")]
    public void Removed_entries_are_reported(int from, int count, string finding)
    {
        var trail = Trail(5);
        trail.RemoveRange(from, count);
        Assert.Equal([finding], Verify(trail, 5));
    }

    [Fact]
    public void Entries_deleted_by_a_recorded_trim_are_not_missing()
    {
        var trail = Trail(5);
        Append(trail, new AuditTrim(0, 3, trail[2].Hash, 3, null, null).ToEvent(key: null));
        trail.RemoveRange(0, 3);
        Assert.Empty(Verify(trail, 6));

        // A trail that starts elsewhere than the recorded trim is still reported.
        trail.RemoveRange(0, 1);
        Assert.Equal(["The entries before 5 are missing, and no audit-trim entry records their deletion."], Verify(trail, 6));
    }

    [Fact]
    public void An_entry_before_the_first_is_reported()
    {
        var trail = new List<AuditEntry>
        {
            AuditEntry.Next(
                1,
                Start,
                Event(1),
                new byte[32]
                    .Select(_ => (byte)1)
                    .ToArray()
            ),
        };
        Assert.Equal(["Entry 1 is not the first of the trail: it follows another entry."], Verify(trail, 1));
    }

    [Fact]
    public void Texts_cannot_be_moved_from_one_field_to_the_next()
    {
        var one = AuditEntry.Next(1, Start, new AuditEvent("ab", "c", "", null, ""), AuditEntry.InitialHash);
        var two = AuditEntry.Next(1, Start, new AuditEvent("a", "bc", "", "", null), AuditEntry.InitialHash);
        Assert.NotEqual(Convert.ToHexString(one.Hash.Span), Convert.ToHexString(two.Hash.Span));
    }

    [Fact]
    public void Any_change_of_any_entry_is_detected() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 19], Gen.Int[0, 3])
            .Sample(
                (length, index, change) =>
                {
                    var trail = Trail(length);
                    var i = index % length;
                    var id = trail[i].Id;
                    switch (change)
                    {
                        case 0:
                            trail[i] = trail[i] with { Event = trail[i].Event with { Detail = "changed" } };
                            break;
                        case 1:
                            trail.RemoveAt(i);
                            break;
                        case 2:
                            trail[i] = AuditEntry.Next(id, trail[i].At.AddSeconds(1), trail[i].Event, trail[i].Previous);
                            break;
                        default:
                            trail[i] = trail[i] with { Hash = new byte[32] };
                            break;
                    }

                    // The last entry, replaced together with its hash, can only be detected by a hash that is kept outside the trail.
                    var isLastMadeAnew = change == 2 && i == length - 1;
                    Assert.Equal(isLastMadeAnew, Verify(trail, length).Count == 0);
                }
            );

    [Theory]
    [InlineData("", "")]
    [InlineData("5", "5")]
    [InlineData("3,1,2", "1-3")]
    [InlineData("9,1,2,4,5,6,4", "1-2,4-6,9")]
    public void Ids_are_formatted_as_ranges(string ids, string ranges) =>
        Assert.Equal(ranges, IdRanges.Format(ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)));

    private static List<AuditEntry> Trail(int length)
    {
        var trail = new List<AuditEntry>();
        for (var i = 1; i <= length; i++)
            Append(trail, Event(i));
        return trail;
    }

    private static void Append(List<AuditEntry> trail, AuditEvent what) =>
        trail.Add(
            AuditEntry.Next(
                trail.Count + 1,
                Start.AddMinutes(trail.Count),
                what,
                trail.Count == 0 ? AuditEntry.InitialHash : trail[^1].Hash
            )
        );

    private static AuditEvent Event(int i) => new(AuditActions.BulkRead, "key:1", "127.0.0.1", $"bulk:{i}", "detail");

    private static IReadOnlyList<string> Verify(IEnumerable<AuditEntry> trail, long lastId)
    {
        var verification = new AuditVerification();
        foreach (var entry in trail)
            verification.Add(entry);
        return verification.Complete(lastId);
    }
}
