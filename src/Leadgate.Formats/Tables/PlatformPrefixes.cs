using System.Text;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>
/// What the lead advertisements of Meta put before values when they export leads, so that spreadsheets keep them as text:
/// <c>p:+966500000001</c>, <c>l:123456789012345</c>.
/// </summary>
internal static class PlatformPrefixes
{
    private static readonly (string Names, string Prefix)[] Known =
    [
        ("id leadid", "l:"),
        ("adid", "ag:"),
        ("adsetid", "as:"),
        ("campaignid", "c:"),
        ("formid", "f:"),
        ("postcode postalcode zip zipcode", "z:"),
    ];

    private static readonly Dictionary<string, byte[]> ByName = Known
        .SelectMany(entry => entry.Names.Split(' '), (entry, name) => (name, entry.Prefix))
        .ToDictionary(pair => pair.name, pair => Encoding.ASCII.GetBytes(pair.Prefix), StringComparer.Ordinal);

    /// <summary>The prefix of the values of a column; empty if it has none.</summary>
    public static byte[] Find(FileColumn column) =>
        column.Target is ColumnTargets.Phone or "phoneNumber"
            ? [.. "p:"u8]
            : ByName.GetValueOrDefault(ColumnName.Normalize(column.Header)) ?? [];
}
