using System.Globalization;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Audit;

/// <summary>
/// Verifies the audit trail, whose entries are added in order: their chain of hashes, and that it is the trail that the checkpoints record.
/// Without checkpoints, it cannot detect a trail whose end was cut off together with the counter, or whose hashes were all recomputed.
/// </summary>
/// <param name="evidence">What is known from outside the database.</param>
internal sealed class AuditVerification(AuditEvidence evidence)
{
    private readonly List<string> _findings = [];
    private readonly List<(AuditEntry Entry, AuditTrim Trim)> _trims = [];
    private readonly List<AuditCheckpoint> _contradicted = [];
    private AuditCheckpoint? _proved;
    private AuditEntry? _first;
    private AuditEntry? _last;

    public AuditVerification()
        : this(AuditEvidence.None) { }

    public long Count { get; private set; }

    public AuditEntry? Last => _last;

    /// <summary>A checkpoint as messages name it.</summary>
    public static string Describe(AuditCheckpoint checkpoint) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The checkpoint of {WireTime.Format(checkpoint.At)} ({checkpoint.Reason}, entries "
                + $"{checkpoint.FirstId} to {checkpoint.LastId})"
        );

    public void Add(AuditEntry entry)
    {
        Count++;
        if (!entry.IsIntact)
            AddFinding(entry.Id, "was altered: its hash does not match");
        _first ??= CheckFirst(entry);
        if (_last is not null)
            CheckSequence(_last, entry);
        if (AuditTrim.Parse(entry.Event) is { } trim)
            _trims.Add((entry, trim));
        Compare(entry.Id, entry.Hash);
        _last = entry;
    }

    /// <param name="lastId">The last number that the store assigned; 0 for none.</param>
    /// <param name="deletableId">The last number whose deletion the store allows; 0 for none.</param>
    /// <param name="lastIdAfter">The same as <paramref name="lastId"/>, read after the entries.</param>
    /// <returns>The findings in the order of the entries; empty if the trail is intact.</returns>
    public IReadOnlyList<string> Complete(long lastId, long deletableId = 0, long lastIdAfter = long.MaxValue)
    {
        if (_first is { Id: > 1 } first && CheckTrim(first) is { } finding)
            _findings.Insert(0, finding);
        CheckEnd(lastId, deletableId, lastIdAfter);
        CheckCheckpoints();
        _findings.AddRange(evidence.Findings);
        return _findings;
    }

    /// <summary>What an auditor should know beside the findings: what was deleted, proved, and not proved.</summary>
    public IEnumerable<string> Explain()
    {
        foreach (var (entry, trim) in _trims)
            yield return DescribeTrim(entry, trim);
        foreach (var restore in evidence.Restores)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Restored: a backup was restored at {WireTime.Format(restore.At)} and continues with entry "
                    + $"{restore.LastId}; {evidence.Lost.Count(lost => lost.At <= restore.At)} checkpoints record entries "
                    + $"that were lost by it."
            );
        }

        foreach (var line in ExplainProof())
            yield return line;
    }

    private IEnumerable<string> ExplainProof()
    {
        if (evidence.Newest is null)
        {
            yield return "Not proved: without a checkpoint, nobody can notice entries that were cut off at the end, or a trail that was "
                + "recomputed or replaced as a whole.";
            yield break;
        }

        if (_proved is { } proved && proved.LastId >= _first!.Id)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Proved: entries {_first.Id} to {proved.LastId} are those of the checkpoint of "
                    + $"{WireTime.Format(proved.At)} (key {proved.KeyId})."
            );
            if (_last!.Id > proved.LastId)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Not proved: {_last.Id - proved.LastId} entries after it; nobody would notice if later ones had been cut off."
                );
        }

        if (!evidence.HasKeys)
            yield return "Not proved: that the checkpoints are genuine, because no public key was given.";
    }

    private AuditEntry CheckFirst(AuditEntry entry)
    {
        if (entry.Id > 1)
            Compare(entry.Id - 1, entry.Previous);
        else if (!entry.Previous.Span.SequenceEqual(AuditEntry.InitialHash.Span))
            AddFinding(1, "is not the first of the trail: it follows another entry");
        return entry;
    }

    private void CheckSequence(AuditEntry before, AuditEntry entry)
    {
        if (entry.Id > before.Id + 2)
            _findings.Add(string.Create(CultureInfo.InvariantCulture, $"Entries {before.Id + 1} to {entry.Id - 1} are missing."));
        else if (entry.Id == before.Id + 2)
            AddFinding(before.Id + 1, "is missing");
        else if (!entry.Previous.Span.SequenceEqual(before.Hash.Span))
            AddFinding(
                entry.Id,
                string.Create(CultureInfo.InvariantCulture, $"does not follow entry {before.Id}: one of the two was replaced")
            );
    }

    private void Compare(long id, ReadOnlyMemory<byte> hash)
    {
        foreach (var checkpoint in evidence.FindAt(id))
        {
            if (!checkpoint.LastHash.Span.SequenceEqual(hash.Span))
                _contradicted.Add(checkpoint);
            else if (_contradicted.Count == 0)
                _proved = checkpoint;
        }
    }

    /// <summary>
    /// A trim is believed if it is signed. One that an earlier version wrote is believed if the trail began there at the first
    /// checkpoint.
    /// </summary>
    /// <returns>Why the deletion of the entries before the first is not believed, or null.</returns>
    private string? CheckTrim(AuditEntry first)
    {
        var matching = _trims
            .Where(one => one.Trim.LastId == first.Id - 1 && one.Trim.LastHash.Span.SequenceEqual(first.Previous.Span))
            .ToList();
        if (matching.Count == 0)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The entries before {first.Id} are missing, and no audit-trim entry records their deletion."
            );
        if (!evidence.HasKeys || matching.Any(one => evidence.IsSigned(one.Trim)) || evidence.Baseline?.FirstId == first.Id)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The entries before {first.Id} are missing, and entry {matching[0].Entry.Id} (audit-trim), which "
                + $"records their deletion, has no valid signature: it was forged, or written without a key."
        );
    }

    private void CheckEnd(long lastId, long deletableId, long lastIdAfter)
    {
        var (end, firstMissing) = (_last?.Id ?? 0, (_last?.Id ?? 0) + 1);
        if (firstMissing == lastId)
            _findings.Add(string.Create(CultureInfo.InvariantCulture, $"The last entry, {lastId}, is missing."));
        else if (firstMissing < lastId)
            _findings.Add(string.Create(CultureInfo.InvariantCulture, $"The last entries, {firstMissing} to {lastId}, are missing."));
        if (end > lastIdAfter)
            _findings.Add(string.Create(CultureInfo.InvariantCulture, $"The counter of entries was lowered to {lastIdAfter}."));
        if (_first is { } first && deletableId >= first.Id)
            _findings.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database allows entries {first.Id} to {deletableId} to be deleted, and nothing records why."
                )
            );
        if (evidence.Newest is { } newest && newest.LastId > end)
        {
            _findings.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Describe(newest)} has entries that are missing here, {firstMissing} to {newest.LastId}: they were "
                        + $"cut off, or an older copy of the database was put in place of this one."
                )
            );
        }
    }

    private void CheckCheckpoints()
    {
        if (_contradicted.Count == 0)
            return;
        var others =
            _contradicted.Count == 1
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" {_contradicted.Count - 1} more checkpoints differ as well.");
        _findings.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Describe(_contradicted[0])} has another hash for entry {_contradicted[0].LastId}: this entry or "
                    + $"one before it was replaced, and the hashes recomputed, or another copy of the database was put in "
                    + $"place of this one.{others}"
            )
        );
    }

    private string DescribeTrim(AuditEntry entry, AuditTrim trim)
    {
        var dated = trim is { From: { } from, To: { } to } ? $", dated {WireTime.Format(from)} to {WireTime.Format(to)}" : "";
        var signed =
            evidence.IsSigned(trim) ? $"signed with the key {trim.KeyId}"
            : trim.Signature is null ? "not signed"
            : evidence.HasKeys ? $"its signature is not valid with the public keys given (it names the key {trim.KeyId})"
            : $"its signature (key {trim.KeyId}) was not checked";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Trimmed: entries {trim.FirstId} to {trim.LastId} ({trim.Count} entries{dated}; hash of the last "
                + $"{Convert.ToHexStringLower(trim.LastHash.Span)}) were deleted at {WireTime.Format(entry.At)}; entry "
                + $"{entry.Id} records it, {signed}."
        );
    }

    private void AddFinding(long id, string what) => _findings.Add(string.Create(CultureInfo.InvariantCulture, $"Entry {id} {what}."));
}
