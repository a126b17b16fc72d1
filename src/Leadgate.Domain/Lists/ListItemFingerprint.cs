using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Domain.Lists;

/// <summary>A short text that tells the states of an item apart: a form carries it, so that a change of somebody else is noticed.</summary>
internal static class ListItemFingerprint
{
    private const int Length = 16;

    public static string GetFingerprint(this ListItem item, ListDefinition list) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ListFileFormat.Write(list, [item]))))[..Length];
}
