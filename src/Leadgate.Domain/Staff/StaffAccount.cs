using System.Text;

namespace Leadgate.Domain.Staff;

/// <summary>A person who signs in with a password that is kept here.</summary>
internal sealed record StaffAccount
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The shortest password.</summary>
    public const int MinPasswordLength = 12;

    /// <summary>The longest password; without an end, hashing it would be work that anybody can order.</summary>
    public const int MaxPasswordLength = 256;

    /// <summary>The name, as <see cref="FoldName"/> gives it back; no two accounts have the same.</summary>
    public required string Name { get; init; }

    /// <summary>What the person may do.</summary>
    public required StaffRole Role { get; init; }

    /// <summary>The hash of the password, in the form of the framework's hasher.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When its password was last set, UTC.</summary>
    public required DateTime PasswordSetAt { get; init; }

    /// <summary>Since when it lets nobody in, UTC, or null.</summary>
    public DateTime? DisabledAt { get; init; }

    /// <summary>A name as it is kept: letters of one form and in lower case, so that nobody is called nearly as somebody else.</summary>
    /// <param name="text">What was written.</param>
    /// <returns>The name; null when it is none: 1 to 100 letters, digits, and <c>. _ - @</c>.</returns>
    public static string? FoldName(string text)
    {
        if (text.Length is 0 or > MaxNameLength || !text.All(IsNameCharacter))
            return null;
        var name = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return name.Length <= MaxNameLength && name.All(IsNameCharacter) ? name : null;
    }

    /// <summary>What is wrong with a password, in English, or null.</summary>
    /// <param name="password">The password.</param>
    public static string? ValidatePassword(string password) =>
        password.Length is < MinPasswordLength or > MaxPasswordLength
            ? $"A password must have {MinPasswordLength} to {MaxPasswordLength} characters."
            : null;

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@';
}
