using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Audit;

/// <summary>
/// What the audit trail was at a moment. The hash of the last entry covers every entry before it, so a signed checkpoint that is kept
/// outside the database shows later whether one of them was changed, replaced, or cut off.
/// </summary>
/// <param name="StoreId">The store, which keeps its id when it is backed up, restored, or migrated.</param>
/// <param name="KeyId">The key that it is signed with.</param>
/// <param name="Reason">One of <see cref="CheckpointReasons"/>.</param>
/// <param name="At">UTC, in milliseconds.</param>
/// <param name="FirstId">The oldest entry that was there.</param>
/// <param name="LastId">The newest entry.</param>
/// <param name="LastHash">The hash of the newest entry.</param>
internal sealed partial record AuditCheckpoint(
    long StoreId,
    string KeyId,
    string Reason,
    DateTime At,
    long FirstId,
    long LastId,
    ReadOnlyMemory<byte> LastHash
)
{
    public long Count => LastId - FirstId + 1;

    /// <summary>How ids of stores are written.</summary>
    public static string FormatStoreId(long id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>What is signed; it needs no escaping in JSON, so that it can be found in any log.</summary>
    public string ToText() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"leadgate-audit-checkpoint v1 store={FormatStoreId(StoreId)} key={KeyId} reason={Reason} time={WireTime.Format(At)} "
                + $"first={FirstId} last={LastId} count={Count} hash={Convert.ToHexStringLower(LastHash.Span)}"
        );

    /// <returns>Null if the text is not that of a checkpoint.</returns>
    public static AuditCheckpoint? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match || WireTime.Parse(Get("time")) is not { } at)
            return null;
        var checkpoint = new AuditCheckpoint(
            long.Parse(Get("store"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            Get("key"),
            Get("reason"),
            at,
            Number("first"),
            Number("last"),
            Convert.FromHexString(Get("hash"))
        );
        return checkpoint.ToText() == text ? checkpoint : null;

        string Get(string name) => match.Groups[name].Value;
        long Number(string name) => long.Parse(Get(name), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        "^leadgate-audit-checkpoint v1 store=(?<store>[0-9a-f]{16}) key=(?<key>[0-9a-f]{16}) reason=(?<reason>[a-z-]+) "
            + @"time=(?<time>\S+) first=(?<first>\d{1,18}) last=(?<last>\d{1,18}) count=\d{1,18} hash=(?<hash>[0-9a-f]{64})$"
    )]
    private static partial Regex Form();
}
