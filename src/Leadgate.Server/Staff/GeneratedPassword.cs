using System.Security.Cryptography;

namespace Leadgate.Server.Staff;

/// <summary>Passwords that the service chooses.</summary>
internal static class GeneratedPassword
{
    private const int Length = 20;

    /// <summary>Without characters that look alike.</summary>
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public static string Create() => RandomNumberGenerator.GetString(Characters, Length);
}
