using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Audit;

/// <summary>The result of verifying the whole audit trail, for the command line and the pages.</summary>
/// <param name="Count">The number of entries.</param>
/// <param name="Findings">What is wrong with the trail; empty if it is intact.</param>
/// <param name="Explanations">What was proved, and what was not.</param>
/// <param name="Last">The newest entry, or null.</param>
internal sealed record AuditReport(long Count, IReadOnlyList<string> Findings, IReadOnlyList<string> Explanations, AuditEntry? Last)
{
    private const int PageSize = 1000;

    /// <param name="damage">Findings in the files of checkpoints.</param>
    /// <param name="look">Sees each entry.</param>
    public static async Task<AuditReport> CreateAsync(
        AuditStore audit,
        AuditEvidence evidence,
        IReadOnlyList<string> damage,
        Action<AuditEntry> look,
        CancellationToken cancellation
    )
    {
        // Read first: entries that are written in the meantime come after it, and only missing entries count.
        var (lastId, deletableId) = (await audit.ReadLastIdAsync(cancellation), await audit.ReadDeletableIdAsync(cancellation));
        var verification = new AuditVerification(evidence);
        for (var (after, count) = (0L, PageSize); count == PageSize; )
        {
            var entries = await audit.ReadAsync(after, PageSize, cancellation);
            foreach (var entry in entries)
            {
                verification.Add(entry);
                look(entry);
            }

            (after, count) = (entries.Count == 0 ? after : entries[^1].Id, entries.Count);
        }

        List<string> findings =
        [
            .. verification.Complete(lastId, deletableId, lastIdAfter: await audit.ReadLastIdAsync(cancellation)),
            .. damage,
        ];
        return new AuditReport(verification.Count, findings, [.. verification.Explain()], verification.Last);
    }

    /// <summary>Reads files of checkpoints, or logs that contain some.</summary>
    /// <param name="damage">Gets what is wrong with them.</param>
    public static List<SignedCheckpoint> ReadCheckpoints(IEnumerable<string> files, List<string> damage) =>
        [
            .. files.SelectMany(file =>
                CheckpointFile.Read(
                    file,
                    line => damage.Add(string.Create(CultureInfo.InvariantCulture, $"The checkpoint in line {line} of {file} is damaged."))
                )
            ),
        ];

    /// <exception cref="StoreSetupException">A file holds no key.</exception>
    public static List<AuditPublicKey> ReadPublicKeys(IEnumerable<string> files) =>
        [
            .. files.Select(file =>
                AuditPublicKey.FromPem(File.ReadAllText(file))
                ?? throw new StoreSetupException($"{file} does not hold a public key for the curve P-256.")
            ),
        ];
}
