using CsCheck;
using Leadgate.Domain.Audit;

namespace Leadgate.Domain.Tests.Audit;

/// <summary>What signed checkpoints reveal of a trail that was changed by somebody who can write everything in the database.</summary>
public sealed class AuditEvidenceTests : IDisposable
{
    private const long Store = 0x1234;
    private static readonly DateTime Start = new(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc);

    private readonly AuditSigningKey _key = AuditSigningKey.Create();

    [Fact]
    public void The_trail_of_the_checkpoints_is_proved()
    {
        var trail = Trail(5);
        var verification = Verify(trail, [Sign(trail, 3), Sign(trail, 4)], out var findings);
        Assert.Empty(findings);
        Assert.Equal(
            [
                $"Proved: entries 1 to 4 are those of the checkpoint of 2026-03-09T09:04:00.000Z (key {_key.PublicKey.Id}).",
                "Not proved: 1 entries after it; nobody would notice if later ones had been cut off.",
            ],
            verification.Explain()
        );
    }

    [Fact]
    public void Without_checkpoints_it_is_said_what_is_not_proved()
    {
        var verification = Verify(Trail(5), [], out var findings);
        Assert.Empty(findings);
        Assert.StartsWith("Not proved: without a checkpoint, ", Assert.Single(verification.Explain()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_was_cut_off_together_with_the_counter_is_reported()
    {
        var trail = Trail(5);
        var checkpoint = Sign(trail, 5);
        trail.RemoveRange(3, 2);
        Verify(trail, [checkpoint], out var findings);
        Assert.Equal(
            [
                "The checkpoint of 2026-03-09T09:05:00.000Z (interval, entries 1 to 5) has entries that are missing here, 4 to 5: they "
                    + "were cut off, or an older copy of the database was put in place of this one.",
            ],
            findings
        );
    }

    [Fact]
    public void A_trail_that_was_emptied_is_reported()
    {
        var checkpoint = Sign(Trail(5), 5);
        Verify([], [checkpoint], out var findings);
        Assert.Contains("missing here, 1 to 5", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_copy_that_was_continued_is_reported()
    {
        var trail = Trail(5);
        var checkpoints = new[] { Sign(trail, 3), Sign(trail, 5) };
        trail.RemoveRange(3, 2);
        for (var i = 0; i < 4; i++)
            Append(trail, Event(90 + i));
        Verify(trail, checkpoints, out var findings);
        Assert.Contains("has another hash for entry 5", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Recomputing_every_hash_is_reported()
    {
        var trail = Trail(5);
        var checkpoints = new[] { Sign(trail, 3), Sign(trail, 5) };
        var changed = new List<AuditEntry>();
        foreach (var entry in trail)
            Append(changed, entry.Id == 2 ? entry.Event with { Actor = "somebody else" } : entry.Event);
        Assert.Empty(new AuditVerificationOf(changed).Findings);
        Verify(changed, checkpoints, out var findings);
        Assert.Equal(
            [
                "The checkpoint of 2026-03-09T09:03:00.000Z (interval, entries 1 to 3) has another hash for entry 3: this entry or one "
                    + "before it was replaced, and the hashes recomputed, or another copy of the database was put in "
                    + "place of this one. 1 more "
                    + "checkpoints differ as well.",
            ],
            findings
        );
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("other key")]
    [InlineData("other store")]
    [InlineData("changed")]
    public void A_forged_trim_is_reported(string what)
    {
        var trail = Trail(5);
        var checkpoint = Sign(trail, 5);
        using var other = AuditSigningKey.Create();
        var trim = Trim(trail, 3) with { StoreId = what == "other store" ? 99 : Store };
        var forged = trim.ToEvent(
            what switch
            {
                "unsigned" => null,
                "other key" => other,
                _ => _key,
            }
        );
        if (what == "changed")
        {
            var earlier = Trim(trail, 2).ToEvent(_key);
            forged = earlier with
            {
                Record = forged.Record,
                Detail = forged.Detail!.Split(" signature=")[0] + " signature=" + earlier.Detail!.Split(" signature=")[1],
            };
        }

        Append(trail, forged);
        trail.RemoveRange(0, 3);
        Assert.Empty(new AuditVerificationOf(trail).Findings);
        Verify(trail, [checkpoint], out var findings);
        Assert.Equal(
            [
                "The entries before 4 are missing, and entry 6 (audit-trim), which records their deletion, has no valid signature: it was "
                    + "forged, or written without a key.",
            ],
            findings
        );
    }

    [Fact]
    public void A_signed_trim_is_believed_and_what_it_cut_is_told()
    {
        var trail = Trail(5);
        var before = Sign(trail, 5, CheckpointReasons.BeforeTrim);
        Append(trail, Trim(trail, 3).ToEvent(_key));
        trail.RemoveRange(0, 3);
        var verification = Verify(trail, [before, Sign(trail, 6, CheckpointReasons.AfterTrim)], out var findings);
        Assert.Empty(findings);
        var hash = Convert.ToHexStringLower(trail[0].Previous.Span);
        Assert.Equal(
            [
                $"Trimmed: entries 1 to 3 (3 entries, dated 2026-03-09T09:00:00.000Z to 2026-03-09T09:02:00.000Z; hash of the last {hash}) "
                    + $"were deleted at 2026-03-09T09:05:00.000Z; entry 6 records it, signed with the key {_key.PublicKey.Id}.",
                $"Proved: entries 4 to 6 are those of the checkpoint of 2026-03-09T09:06:00.000Z (key {_key.PublicKey.Id}).",
            ],
            verification.Explain()
        );

        // Checkpoints from before the trim are not needed.
        Verify(trail, [], out findings);
        Assert.Empty(findings);
    }

    [Fact]
    public void A_trim_by_an_earlier_version_is_believed_if_the_trail_began_there_at_the_first_checkpoint()
    {
        var trail = Trail(5);
        Append(trail, new AuditTrim(0, 3, trail[2].Hash, 3, null, null).ToEvent(key: null));
        trail.RemoveRange(0, 3);
        Verify(trail, [Sign(trail, 6)], out var findings);
        Assert.Empty(findings);

        // It does not excuse what is deleted later.
        var checkpoint = Sign(trail, 6);
        Append(trail, new AuditTrim(0, 5, trail[1].Hash, 2, null, null).ToEvent(key: null));
        trail.RemoveRange(0, 2);
        Verify(trail, [checkpoint, Sign(trail, 7)], out findings);
        Assert.Contains("has no valid signature", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_that_are_forged_or_of_another_store_do_not_count_and_are_reported()
    {
        using var other = AuditSigningKey.Create();
        var trail = Trail(5);
        var genuine = Sign(trail, 5);
        Verify(
            trail,
            [
                genuine with
                {
                    Checkpoint = genuine.Checkpoint with { LastId = 4 },
                },
                SignedCheckpoint.Create(genuine.Checkpoint with { KeyId = other.PublicKey.Id }, other),
                SignedCheckpoint.Create(genuine.Checkpoint with { StoreId = 99 }, _key),
            ],
            out var findings
        );
        Assert.Equal(
            [
                "1 checkpoints are of the store 0000000000000063, and this store's id differs (it has 0000000000001234): the database was "
                    + "replaced, or the checkpoints are of another one.",
                "The checkpoint of 2026-03-09T09:05:00.000Z (interval, entries 1 to 4) has a wrong signature: it was forged or changed.",
                $"1 checkpoints are signed with the key {other.PublicKey.Id}, which is not among the public keys.",
            ],
            findings
        );
    }

    [Fact]
    public void A_restore_excuses_only_what_was_recorded_after_the_backup()
    {
        var trail = Trail(6);
        var (kept, lost) = (Sign(trail, 3), Sign(trail, 6));
        trail.RemoveRange(4, 2);
        Append(trail, new AuditEvent(AuditActions.Restore, "cli:x", "command line"));
        var restore = Sign(trail, 5, CheckpointReasons.Restore, minutes: 10);
        Append(trail, Event(9));
        var verification = Verify(trail, [kept, lost, restore], out var findings);
        Assert.Empty(findings);
        Assert.StartsWith("Restored: ", verification.Explain().First(), StringComparison.Ordinal);

        // An older copy without the restore, or a change of what the backup held, is still reported.
        Verify(trail[..4], [kept, lost, restore], out findings);
        Assert.NotEmpty(findings);
        trail[1] = AuditEntry.Next(2, trail[1].At, Event(99), trail[0].Hash);
        for (var i = 2; i < trail.Count; i++)
            trail[i] = AuditEntry.Next(trail[i].Id, trail[i].At, trail[i].Event, trail[i - 1].Hash);
        Verify(trail, [kept, lost, restore], out findings);
        Assert.NotEmpty(findings);
    }

    [Fact]
    public void After_the_key_was_replaced_both_public_keys_are_needed()
    {
        using var next = AuditSigningKey.Create();
        var trail = Trail(5);
        var second = SignedCheckpoint.Create(Sign(trail, 5).Checkpoint with { KeyId = next.PublicKey.Id }, next);
        var checkpoints = new[] { Sign(trail, 3), second };
        Assert.Empty(new AuditVerificationOf(trail, new AuditEvidence(Store, checkpoints, [_key.PublicKey, next.PublicKey])).Findings);
        Assert.Single(new AuditVerificationOf(trail, new AuditEvidence(Store, checkpoints, [next.PublicKey])).Findings);
    }

    [Theory]
    [InlineData(3, 0, "The counter of entries was lowered to 3.")]
    [InlineData(5, 2, "The database allows entries 1 to 2 to be deleted, and nothing records why.")]
    public void Changed_counters_are_reported(long lastId, long deletableId, string finding)
    {
        var verification = new AuditVerification();
        foreach (var entry in Trail(5))
            verification.Add(entry);
        Assert.Equal([finding], verification.Complete(Math.Min(lastId, 5), deletableId, lastId));
    }

    /// <summary>Whoever can write the database can also recompute hashes and counters, but not the checkpoints.</summary>
    [Fact]
    public void Any_change_of_what_a_checkpoint_records_is_detected() =>
        Gen.Select(Gen.Int[2, 20], Gen.Int[0, 19], Gen.Int[0, 19], Gen.Int[0, 4], Gen.Bool)
            .Sample(
                (length, i, j, change, continues) =>
                {
                    var trail = Trail(length);
                    var checkpoint = Sign(trail, length);
                    (i, j) = (i % length, j % length);
                    var events = trail.ConvertAll(entry => entry.Event);
                    switch (change)
                    {
                        case 0:
                            events[i] = events[i] with { Detail = "changed" };
                            break;
                        case 1:
                            events.RemoveAt(i);
                            break;
                        case 2:
                            events.RemoveRange(i, length - i);
                            break;
                        case 3 when i != j:
                            (events[i], events[j]) = (events[j], events[i]);
                            break;
                        default:
                            events.Insert(i, Event(99));
                            break;
                    }

                    if (continues)
                        events.AddRange(Enumerable.Range(0, length).Select(k => Event(100 + k)));
                    var changed = new List<AuditEntry>();
                    foreach (var what in events)
                        Append(changed, what);
                    Assert.Empty(new AuditVerificationOf(changed).Findings);
                    Verify(changed, [checkpoint], out var findings);
                    Assert.NotEmpty(findings);
                }
            );

    [Fact]
    public void Removing_the_beginning_is_detected_wherever_it_ends() =>
        Gen.Select(Gen.Int[2, 20], Gen.Int[1, 19], Gen.Int[0, 19])
            .Sample(
                (length, cut, signed) =>
                {
                    var trail = Trail(length);
                    (cut, signed) = (Math.Min(cut, length - 1), Math.Min(signed, length - 2));
                    var checkpoint = Sign(trail, length);
                    if (signed > 0)
                        Append(trail, Trim(trail, signed).ToEvent(_key));
                    if (cut != signed)
                        Append(trail, Trim(trail, cut).ToEvent(key: null));
                    trail.RemoveRange(0, cut);
                    Verify(trail, [checkpoint], out var findings);
                    Assert.Equal(cut == signed, findings.Count == 0);
                }
            );

    public void Dispose() => _key.Dispose();

    private static List<AuditEntry> Trail(int length)
    {
        var trail = new List<AuditEntry>();
        for (var i = 1; i <= length; i++)
            Append(trail, Event(i));
        return trail;
    }

    private static void Append(List<AuditEntry> trail, AuditEvent what)
    {
        var id = trail.Count == 0 ? 1 : trail[^1].Id + 1;
        trail.Add(AuditEntry.Next(id, Start.AddMinutes(id - 1), what, trail.Count == 0 ? AuditEntry.InitialHash : trail[^1].Hash));
    }

    private static AuditEvent Event(int i) => new(AuditActions.BulkRead, "key:1", "127.0.0.1", $"bulk:{i}", "detail");

    private static AuditTrim Trim(List<AuditEntry> trail, int count) =>
        new(Store, count, trail[count - 1].Hash, count, trail[0].At, trail[count - 1].At);

    private SignedCheckpoint Sign(List<AuditEntry> trail, long lastId, string reason = CheckpointReasons.Interval, int? minutes = null)
    {
        var last = trail.Single(entry => entry.Id == lastId);
        var at = Start.AddMinutes(minutes ?? lastId);
        return SignedCheckpoint.Create(new(Store, _key.PublicKey.Id, reason, at, trail[0].Id, lastId, last.Hash), _key);
    }

    private AuditVerification Verify(List<AuditEntry> trail, IEnumerable<SignedCheckpoint> checkpoints, out IReadOnlyList<string> findings)
    {
        var verified = new AuditVerificationOf(trail, new AuditEvidence(Store, checkpoints, [_key.PublicKey]));
        findings = verified.Findings;
        return verified.Verification;
    }

    /// <summary>The verification of a trail whose counter agrees with it, as an attacker leaves it.</summary>
    private sealed class AuditVerificationOf
    {
        public AuditVerificationOf(List<AuditEntry> trail, AuditEvidence? evidence = null)
        {
            Verification = new AuditVerification(evidence ?? AuditEvidence.None);
            foreach (var entry in trail)
                Verification.Add(entry);
            var lastId = trail.Count == 0 ? 0 : trail[^1].Id;
            Findings = Verification.Complete(lastId, trail.Count == 0 ? 0 : trail[0].Id - 1, lastId);
        }

        public AuditVerification Verification { get; }

        public IReadOnlyList<string> Findings { get; }
    }
}
