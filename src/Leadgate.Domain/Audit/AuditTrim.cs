using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Audit;

/// <summary>
/// The deletion of the oldest entries, which the trail records in an entry. It is signed, because the entry alone could be written by
/// whoever deleted entries in the database.
/// </summary>
/// <param name="StoreId">The store, so that the entry of another store cannot be used; 0 if it was written by an earlier version.</param>
/// <param name="LastId">The last entry that was deleted.</param>
/// <param name="LastHash">Its hash, which the first entry that is left continues.</param>
/// <param name="Count">How many were deleted.</param>
/// <param name="From">The time of the first of them; null if it was written by an earlier version.</param>
/// <param name="To">The time of the last of them.</param>
internal sealed partial record AuditTrim(long StoreId, long LastId, ReadOnlyMemory<byte> LastHash, long Count, DateTime? From, DateTime? To)
{
    /// <summary>The key that it is signed with, or null.</summary>
    public string? KeyId { get; private init; }

    public string? Signature { get; private init; }

    public long FirstId => LastId - Count + 1;

    /// <summary>The event that records it.</summary>
    /// <param name="key">Signs it; null if this service has no key.</param>
    public AuditEvent ToEvent(AuditSigningKey? key)
    {
        var detail = FormatDetail(key?.PublicKey.Id);
        var signature = key is null ? "" : $" signature={key.Sign(ToText(detail))}";
        return AuditEvent.FromService(AuditActions.AuditTrim, FormatRecord(), detail + signature);
    }

    /// <returns>Null if the event is not a trim.</returns>
    public static AuditTrim? Parse(AuditEvent what)
    {
        if (what is not { Action: AuditActions.AuditTrim, Record: { } record, Detail: { } detail })
            return null;
        if (Form().Match($"{record} {detail}") is not { Success: true } match)
            return null;
        var store = Get("store");
        return new AuditTrim(
            store is null ? 0 : long.Parse(store, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            long.Parse(Get("last")!, CultureInfo.InvariantCulture),
            Convert.FromHexString(Get("hash")!),
            long.Parse(Get("count")!, CultureInfo.InvariantCulture),
            Get("from") is { } from ? WireTime.Parse(from) : null,
            Get("to") is { } to ? WireTime.Parse(to) : null
        )
        {
            KeyId = Get("key"),
            Signature = Get("signature"),
        };

        string? Get(string name) => match.Groups[name] is { Success: true, Value: var value } ? value : null;
    }

    /// <summary>Whether it was signed with a key for a store.</summary>
    public bool IsSignedWith(AuditPublicKey key, long storeId) =>
        Signature is not null && StoreId == storeId && KeyId == key.Id && key.Verify(ToText(FormatDetail(KeyId)), Signature);

    private string ToText(string detail) => $"leadgate-audit-trim v1 {FormatRecord()} {detail}";

    private string FormatRecord() => string.Create(CultureInfo.InvariantCulture, $"audit:{LastId}");

    private string FormatDetail(string? keyId)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(LastHash.Span)} {Count}");
        if (From is { } from && To is { } to)
            text += $" from={WireTime.Format(from)} to={WireTime.Format(to)} store={AuditCheckpoint.FormatStoreId(StoreId)}";
        return keyId is null ? text : $"{text} key={keyId}";
    }

    [GeneratedRegex(
        @"^audit:(?<last>\d{1,18}) (?<hash>[0-9a-f]{64}) (?<count>\d{1,18})( from=(?<from>\S+) to=(?<to>\S+) store=(?<store>[0-9a-f]{16})"
            + "( key=(?<key>[0-9a-f]{16}) signature=(?<signature>[A-Za-z0-9+/]+=*))?)?$"
    )]
    private static partial Regex Form();
}
