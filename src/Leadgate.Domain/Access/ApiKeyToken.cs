using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Domain.Access;

/// <summary>
/// The text of an API key: <c>leadgate_test_</c> or <c>leadgate_prod_</c>, 24 random letters and digits (142 bits), and 6 that follow
/// from all before them, so that a mistyped key is told from an unknown one and scanners for leaked secrets can be sure of a find
/// (docs/decisions/0014).
/// </summary>
internal static class ApiKeyToken
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Product = "leadgate_";
    private const int RandomLength = 24;
    private const int CheckLength = 6;

    /// <summary>So much of a key may be shown: its beginning with four of its random characters.</summary>
    private const int HintLength = 4;

    /// <summary>Makes a new key.</summary>
    /// <param name="environment"><c>TEST</c> or <c>PROD</c>.</param>
    public static string Generate(string environment)
    {
        var text = Prefix(environment) + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return text + ComputeChecksum(text);
    }

    /// <summary>Looks at a text without asking whether such a key was ever made.</summary>
    /// <param name="text">The text.</param>
    /// <param name="environment">The environment that it should be of.</param>
    public static ApiKeyTokenState Inspect(string text, string environment)
    {
        if (!text.StartsWith(Product, StringComparison.Ordinal))
            return ApiKeyTokenState.NotAKey;
        var own = Prefix(environment);
        var ofOther =
            !text.StartsWith(own, StringComparison.Ordinal)
            && text.StartsWith(Prefix(environment == "PROD" ? "TEST" : "PROD"), StringComparison.Ordinal);
        if (text.Length != own.Length + RandomLength + CheckLength || text[^CheckLength..] != ComputeChecksum(text[..^CheckLength]))
            return ApiKeyTokenState.Malformed;
        return ofOther ? ApiKeyTokenState.OtherEnvironment : ApiKeyTokenState.WellFormed;
    }

    /// <summary>What is kept of a key: its SHA-256. The key has too many random bits to be guessed from it, so the hash need not be slow.</summary>
    /// <param name="text">The key.</param>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>The beginning, by which its owner tells one key from another.</summary>
    /// <param name="text">A key.</param>
    public static string GetHint(string text) => text[..(text.LastIndexOf('_') + 1 + HintLength)];

    private static string Prefix(string environment) => $"{Product}{environment.ToLowerInvariant()}_";

    private static string ComputeChecksum(string text)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Span<char> check = stackalloc char[CheckLength];
        for (var i = CheckLength - 1; i >= 0; i--)
        {
            check[i] = Alphabet[(int)(number % (uint)Alphabet.Length)];
            number /= (uint)Alphabet.Length;
        }

        return check.ToString();
    }
}
