using System.Globalization;

namespace Leadgate.Domain.Audit;

/// <summary>
/// Verifies the audit trail, whose entries are added in order. It cannot detect a trail of which all hashes were recomputed; for that
/// the number and the hash of the last entry are kept outside the database (docs/running.md).
/// </summary>
internal sealed class AuditVerification
{
    private readonly List<string> _findings = [];
    private readonly HashSet<(string Record, string Detail)> _trims = [];
    private (string Record, string Detail)? _missingBefore;
    private AuditEntry? _first;
    private AuditEntry? _last;

    public long Count { get; private set; }

    public AuditEntry? Last => _last;

    /// <summary>The event that records that the oldest entries, up to the given one, were deleted.</summary>
    public static AuditEvent CreateTrimEvent(long last, ReadOnlyMemory<byte> hash, long count) =>
        AuditEvent.FromService(
            AuditActions.AuditTrim,
            FormatRecord(last),
            string.Create(CultureInfo.InvariantCulture, $"{FormatHash(hash)} {count}")
        );

    public void Add(AuditEntry entry)
    {
        Count++;
        if (!entry.IsIntact)
            AddFinding(entry.Id, "was altered: its hash does not match");
        _first ??= CheckFirst(entry);
        if (_last is not null)
            CheckSequence(_last, entry);
        if (entry.Event is { Action: AuditActions.AuditTrim, Record: { } record, Detail: { } detail })
            _trims.Add((record, detail.Split(' ')[0]));
        _last = entry;
    }

    /// <param name="lastId">The last number that the store assigned; 0 for none.</param>
    /// <returns>The findings in the order of the entries; empty if the trail is intact.</returns>
    public IReadOnlyList<string> Complete(long lastId)
    {
        if (_missingBefore is { } missing && !_trims.Contains(missing))
            _findings.Insert(
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The entries before {_first!.Id} are missing, and no audit-trim entry records their deletion."
                )
            );
        var firstMissing = (_last?.Id ?? 0) + 1;
        if (firstMissing == lastId)
            _findings.Add(string.Create(CultureInfo.InvariantCulture, $"The last entry, {lastId}, is missing."));
        else if (firstMissing < lastId)
            _findings.Add(string.Create(CultureInfo.InvariantCulture, $"The last entries, {firstMissing} to {lastId}, are missing."));
        return _findings;
    }

    private AuditEntry CheckFirst(AuditEntry entry)
    {
        if (entry.Id > 1)
            _missingBefore = (FormatRecord(entry.Id - 1), FormatHash(entry.Previous));
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

    private void AddFinding(long id, string what) => _findings.Add(string.Create(CultureInfo.InvariantCulture, $"Entry {id} {what}."));

    private static string FormatRecord(long id) => string.Create(CultureInfo.InvariantCulture, $"audit:{id}");

    private static string FormatHash(ReadOnlyMemory<byte> hash) => Convert.ToHexStringLower(hash.Span);
}
