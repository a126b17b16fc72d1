using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Domain.Lists;

/// <summary>
/// A short text that tells the states of an item apart, or the orders of a list: a form carries it, so that a change of somebody else is
/// noticed.
/// </summary>
internal static class ListItemFingerprint
{
    private const int Length = 16;

    public static string GetFingerprint(this ListItem item, ListDefinition list) => Hash(ListFileFormat.Write(list, [item]));

    /// <summary>Of the display order: which items there are, which of them are retired, and what follows what.</summary>
    public static string GetOrderFingerprint(this IReadOnlyList<ListItem> items) =>
        Hash(string.Join(' ', items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Value}:{item.IsActive}"))));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
}
