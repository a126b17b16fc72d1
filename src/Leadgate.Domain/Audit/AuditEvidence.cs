using System.Globalization;

namespace Leadgate.Domain.Audit;

/// <summary>
/// What is known of the audit trail from outside the database: signed checkpoints and the public keys that they are checked with. Only
/// checkpoints of this store with a valid signature count; all others are findings.
/// </summary>
internal sealed class AuditEvidence
{
    private readonly IReadOnlyList<AuditPublicKey> _keys;
    private readonly Dictionary<long, List<AuditCheckpoint>> _byLastId = [];
    private readonly List<AuditCheckpoint> _valid = [];
    private readonly List<string> _findings = [];
    private readonly List<AuditCheckpoint> _lost = [];

    /// <param name="storeId">The store; 0 if it has no id yet, because no service has signed a checkpoint of it.</param>
    /// <param name="checkpoints">In any order; the same one may occur several times, as in the files and logs of several nodes.</param>
    /// <param name="keys">Empty if signatures cannot be checked.</param>
    public AuditEvidence(long storeId, IEnumerable<SignedCheckpoint> checkpoints, IReadOnlyList<AuditPublicKey> keys)
    {
        (StoreId, _keys) = (storeId, keys);
        var signed = checkpoints.DistinctBy(one => one.ToJsonLine()).ToList();
        var own = FindOwn(signed);
        AddValid(own);
        var restores = _valid.Where(one => one.Reason == CheckpointReasons.Restore).ToList();
        foreach (var checkpoint in _valid)
        {
            // What was recorded after a backup is lost when the backup is restored. Only the key can say that this happened.
            if (restores.Any(restore => restore != checkpoint && checkpoint.At <= restore.At && checkpoint.LastId >= restore.LastId))
                _lost.Add(checkpoint);
            else if (_byLastId.TryGetValue(checkpoint.LastId, out var others))
                others.Add(checkpoint);
            else
                _byLastId.Add(checkpoint.LastId, [checkpoint]);
        }

        Restores = restores;
        Newest = _valid.Except(_lost).MaxBy(one => one.LastId);
        Baseline = _valid.MinBy(one => one.FirstId);
    }

    public static AuditEvidence None { get; } = new(0, [], []);

    public long StoreId { get; }

    public bool HasKeys => _keys.Count > 0;

    /// <summary>The checkpoint with the newest entry, or null if there is none.</summary>
    public AuditCheckpoint? Newest { get; }

    /// <summary>The checkpoint with the oldest entry, or null if there is none.</summary>
    public AuditCheckpoint? Baseline { get; }

    /// <summary>Checkpoints from which the trail continues a backup.</summary>
    public IReadOnlyList<AuditCheckpoint> Restores { get; }

    /// <summary>Checkpoints of entries that were lost when a backup was restored.</summary>
    public IReadOnlyList<AuditCheckpoint> Lost => _lost;

    /// <summary>Checkpoints that do not count, and why.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>The checkpoints whose newest entry is the given one.</summary>
    public IReadOnlyList<AuditCheckpoint> FindAt(long id) => _byLastId.TryGetValue(id, out var found) ? found : [];

    /// <summary>Whether a trim is signed with one of the keys.</summary>
    public bool IsSigned(AuditTrim trim) => _keys.Any(key => trim.IsSignedWith(key, StoreId));

    private List<SignedCheckpoint> FindOwn(List<SignedCheckpoint> signed)
    {
        foreach (var other in signed.Where(one => one.Checkpoint.StoreId != StoreId).GroupBy(one => one.Checkpoint.StoreId))
        {
            var own = StoreId == 0 ? "has none" : $"has {AuditCheckpoint.FormatStoreId(StoreId)}";
            AddFinding(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{other.Count()} checkpoints are of the store {AuditCheckpoint.FormatStoreId(other.Key)}, and this "
                        + $"store's id differs (it {own}): the database was replaced, or the checkpoints are of another one."
                )
            );
        }

        return [.. signed.Where(one => one.Checkpoint.StoreId == StoreId)];
    }

    private void AddValid(List<SignedCheckpoint> signed)
    {
        foreach (var group in signed.GroupBy(one => one.Checkpoint.KeyId))
        {
            var key = _keys.FirstOrDefault(one => one.Id == group.Key);
            if (key is null && HasKeys)
            {
                AddFinding(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{group.Count()} checkpoints are signed with the key {group.Key}, which is not among the public keys."
                    )
                );
                continue;
            }

            foreach (var one in group)
            {
                if (key?.Verify(one.Checkpoint.ToText(), one.Signature) ?? true)
                    _valid.Add(one.Checkpoint);
                else
                    AddFinding(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{AuditVerification.Describe(one.Checkpoint)} has a wrong signature: it was forged or changed."
                        )
                    );
            }
        }
    }

    private void AddFinding(string finding) => _findings.Add(finding);
}
