using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Access;

/// <summary>An API key as it is stored: everything but its token (promise 10.1).</summary>
internal sealed record ApiKey
{
    public const int MaxNameLength = 100;

    public const int MaxPerMinute = 1_000_000_000;

    /// <summary>From 1. Keys are never deleted, so that the sender of an old bulk stays known.</summary>
    public long Id { get; init; }

    /// <summary>
    /// The sender, recorded as <c>createdBy</c>. Several keys can have the same name and then see the same leads, so that a key can be
    /// replaced without a gap.
    /// </summary>
    public required string Name { get; init; }

    public required Scopes Scopes { get; init; }

    /// <summary>The first characters of the token, by which its owner recognizes it.</summary>
    public required string Hint { get; init; }

    public required ReadOnlyMemory<byte> Hash { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null if the key does not expire.</summary>
    public DateTime? ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; init; }

    /// <summary>The limit on each node; null for the default in the settings.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The limit on each node; null for the default in the settings.</summary>
    public int? LeadsPerMinute { get; init; }

    public KeyPreferences Preferences { get; init; } = KeyPreferences.None;

    /// <summary>UTC, written with a delay of some minutes; null if never used.</summary>
    public DateTime? LastUsedAt { get; init; }

    /// <summary>
    /// The error of a name, in English, or null. A valid name has 1 to 100 printable characters and is not the name that requests
    /// without a key have.
    /// </summary>
    public static string? ValidateName(string name, string reserved)
    {
        if (name.Length is 0 or > MaxNameLength || name.Trim() != name || name.EnumerateRunes().Any(IsHidden))
            return $"A name must have 1 to {MaxNameLength} characters, without leading or trailing spaces"
                + " or any control or format characters.";
        return name.Equals(reserved, StringComparison.OrdinalIgnoreCase)
            ? $"The name {reserved} is reserved for requests without a key."
            : null;
    }

    /// <summary>Format characters can make two different names look alike.</summary>
    private static bool IsHidden(Rune character) =>
        Rune.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
