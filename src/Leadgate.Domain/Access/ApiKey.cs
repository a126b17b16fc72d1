using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Access;

/// <summary>A key as it is kept: everything but the key itself (promise 10.1).</summary>
internal sealed record ApiKey
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The most requests or leads of a minute.</summary>
    public const int MaxPerMinute = 1_000_000_000;

    /// <summary>Its id, from 1. Keys are never deleted, so that old bulks can say who sent them.</summary>
    public long Id { get; init; }

    /// <summary>
    /// Whose key it is; it becomes <c>createdBy</c>. Several keys may bear one name and then see the same leads, so that a new one can
    /// take the place of an old one without a gap.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What its bearer may do.</summary>
    public required Scopes Scopes { get; init; }

    /// <summary>Its first characters.</summary>
    public required string Hint { get; init; }

    /// <summary>The SHA-256 of the key.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>From when on it is not valid any more, UTC, or null.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC, or null.</summary>
    public DateTime? RevokedAt { get; init; }

    /// <summary>How many requests it may send in a minute, on each node; null for as many as the settings say.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>How many leads it may send in a minute, on each node; null for as many as the settings say.</summary>
    public int? LeadsPerMinute { get; init; }

    /// <summary>When it was last used, UTC, some minutes late; null when never.</summary>
    public DateTime? LastUsedAt { get; init; }

    /// <summary>
    /// What is wrong with a name, in English, or null: 1 to 100 printed characters, and not the name that a service without keys gives
    /// everybody.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="reserved">The name that nobody may have.</param>
    public static string? ValidateName(string name, string reserved)
    {
        if (name.Length is 0 or > MaxNameLength || name.Trim() != name || name.EnumerateRunes().Any(IsHidden))
            return $"A name must have 1 to {MaxNameLength} characters, without leading or trailing spaces or any control or format characters.";
        return name.Equals(reserved, StringComparison.OrdinalIgnoreCase)
            ? $"The name {reserved} is reserved for requests without a key."
            : null;
    }

    /// <summary>Format characters turn the text around them, and two names would look alike.</summary>
    private static bool IsHidden(Rune character) =>
        Rune.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
