using System.Text;

namespace Leadgate.Domain.Staff;

/// <summary>A staff account with a password that is stored here, not at an identity provider.</summary>
internal sealed record StaffAccount
{
    public const int MaxNameLength = 100;

    public const int MinPasswordLength = 12;

    /// <summary>Limits the work of hashing, which anybody can cause by trying to sign in.</summary>
    public const int MaxPasswordLength = 256;

    /// <summary>Unique, in the form of <see cref="FoldName"/>.</summary>
    public required string Name { get; init; }

    public required StaffRole Role { get; init; }

    /// <summary>In the format of the password hasher of ASP.NET Core Identity.</summary>
    public required string PasswordHash { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PasswordSetAt { get; init; }

    /// <summary>UTC; null if the account is enabled.</summary>
    public DateTime? DisabledAt { get; init; }

    /// <summary>
    /// Raised with each new password and second factor, and when the account is disabled. Sessions and known devices of an earlier epoch no
    /// longer count, even if they begin at the same moment on another node.
    /// </summary>
    public int CredentialEpoch { get; init; }

    /// <summary>The encrypted secret of the second factor; null if the account has none.</summary>
    public string? TotpSecret { get; init; }

    /// <summary>When the second factor was enabled, UTC; null if the account has none.</summary>
    public DateTime? TotpEnabledAt { get; init; }

    /// <summary>Normalizes a name to lower case and one form of each letter, so that no two accounts have names that look alike.</summary>
    /// <returns>Null if the name is not valid. A name has 1 to 100 letters, digits, and <c>. _ - @</c>.</returns>
    public static string? FoldName(string text)
    {
        if (text.Length is 0 or > MaxNameLength || !text.All(IsNameCharacter))
            return null;
        var name = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return name.Length <= MaxNameLength && name.All(IsNameCharacter) ? name : null;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@';
}
