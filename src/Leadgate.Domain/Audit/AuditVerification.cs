using System.Globalization;

namespace Leadgate.Domain.Audit;

/// <summary>
/// Goes through the trail from its first entry to its last and says what is not as it was written. What it cannot see is a trail whose
/// every hash was made anew, and so the number and hash of the last entry should be kept somewhere else (docs/running.md).
/// </summary>
internal sealed class AuditVerification
{
    private readonly List<string> _findings = [];
    private readonly HashSet<(string Record, string Detail)> _trims = [];
    private (string Record, string Detail)? _missingBefore;
    private AuditEntry? _first;
    private AuditEntry? _last;

    /// <summary>How many entries were seen.</summary>
    public long Count { get; private set; }

    /// <summary>The last entry that was seen, or null.</summary>
    public AuditEntry? Last => _last;

    /// <summary>What an entry says that the entries up to another one were let go.</summary>
    /// <param name="last">The number of the last that went.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="count">How many went.</param>
    public static AuditEvent CreateTrimEvent(long last, ReadOnlyMemory<byte> hash, long count) =>
        AuditEvent.FromService(
            AuditActions.AuditTrim,
            FormatRecord(last),
            string.Create(CultureInfo.InvariantCulture, $"{FormatHash(hash)} {count}")
        );

    /// <summary>Looks at the next entry.</summary>
    /// <param name="entry">The entry; they come by their numbers.</param>
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

    /// <summary>Ends it.</summary>
    /// <param name="lastId">The number that the store gave out last; 0 for none.</param>
    /// <returns>Everything that is wrong, in the order of the entries; empty when the trail is whole.</returns>
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
