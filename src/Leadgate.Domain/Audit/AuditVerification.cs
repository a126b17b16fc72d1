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
    public static AuditEvent Trim(long last, ReadOnlyMemory<byte> hash, long count) =>
        AuditEvent.FromService(AuditActions.AuditTrim, Record(last), string.Create(CultureInfo.InvariantCulture, $"{Hex(hash)} {count}"));

    /// <summary>Looks at the next entry.</summary>
    /// <param name="entry">The entry; they come by their numbers.</param>
    public void Add(AuditEntry entry)
    {
        Count++;
        if (!entry.IsIntact)
            Find(entry.Id, "was altered: it is not what its hash was made of");
        _first ??= Begin(entry);
        if (_last is not null)
            Follow(_last, entry);
        if (entry.Event is { Action: AuditActions.AuditTrim, Record: { } record, Detail: { } detail })
            _trims.Add((record, detail.Split(' ')[0]));
        _last = entry;
    }

    /// <summary>Ends it.</summary>
    /// <param name="lastId">The number that the store gave out last; 0 for none.</param>
    /// <returns>Everything that is wrong, in the order of the entries; empty when the trail is whole.</returns>
    public IReadOnlyList<string> End(long lastId)
    {
        if (_missingBefore is { } missing && !_trims.Contains(missing))
            _findings.Insert(
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The entries before {_first!.Id} are missing, and no entry says that they were let go."
                )
            );
        var seen = _last?.Id ?? 0;
        if (lastId > seen)
            _findings.Add(
                string.Create(CultureInfo.InvariantCulture, $"The entries {seen + 1} to {lastId}, the last that were written, are missing.")
            );
        return _findings;
    }

    private AuditEntry Begin(AuditEntry entry)
    {
        if (entry.Id > 1)
            _missingBefore = (Record(entry.Id - 1), Hex(entry.Previous));
        else if (!entry.Previous.Span.SequenceEqual(AuditEntry.InitialHash.Span))
            Find(1, "does not begin the trail: there was one before it");
        return entry;
    }

    private void Follow(AuditEntry before, AuditEntry entry)
    {
        if (entry.Id > before.Id + 2)
            Find(before.Id + 1, string.Create(CultureInfo.InvariantCulture, $"to {entry.Id - 1} are missing"));
        else if (entry.Id == before.Id + 2)
            Find(before.Id + 1, "is missing");
        else if (!entry.Previous.Span.SequenceEqual(before.Hash.Span))
            Find(
                entry.Id,
                string.Create(CultureInfo.InvariantCulture, $"does not follow from entry {before.Id}: one of the two was written anew")
            );
    }

    private void Find(long id, string what) => _findings.Add(string.Create(CultureInfo.InvariantCulture, $"Entry {id} {what}."));

    private static string Record(long id) => string.Create(CultureInfo.InvariantCulture, $"audit:{id}");

    private static string Hex(ReadOnlyMemory<byte> hash) => Convert.ToHexStringLower(hash.Span);
}
