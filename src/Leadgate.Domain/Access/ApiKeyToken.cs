using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Domain.Access;

/// <summary>
/// The text of an API key: <c>leadgate_test_</c> or <c>leadgate_prod_</c>, 24 random letters and digits (142 bits), and a checksum of
/// 6, by which a mistyped key differs from an unknown one and scanners for leaked secrets have no false positives
/// (docs/decisions/0014).
/// </summary>
internal static class ApiKeyToken
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Product = "leadgate_";
    private const int RandomLength = 24;
    private const int CheckLength = 6;

    /// <summary>The number of random characters that the hint shows.</summary>
    private const int HintLength = 4;

    public static string Generate(string environment)
    {
        var text = Prefix(environment) + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return text + ComputeChecksum(text);
    }

    /// <summary>Checks the form of a token; whether such a key exists is not checked.</summary>
    public static ApiKeyTokenState Inspect(string text, string environment)
    {
        if (!text.StartsWith(Product, StringComparison.Ordinal))
            return ApiKeyTokenState.NotAKey;
        var prefix = Prefix(environment);
        var isOfOther =
            !text.StartsWith(prefix, StringComparison.Ordinal)
            && text.StartsWith(Prefix(environment == "PROD" ? "TEST" : "PROD"), StringComparison.Ordinal);
        if (text.Length != prefix.Length + RandomLength + CheckLength || text[^CheckLength..] != ComputeChecksum(text[..^CheckLength]))
            return ApiKeyTokenState.Malformed;
        return isOfOther ? ApiKeyTokenState.OtherEnvironment : ApiKeyTokenState.WellFormed;
    }

    /// <summary>SHA-256 is enough: a token has too many random bits to be found by trying, so the hash need not be slow.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>The prefix and the first random characters, by which the owner recognizes a key.</summary>
    public static string GetHint(string text) => text[..(text.LastIndexOf('_') + 1 + HintLength)];

    /// <summary>Whether a hint is that of a key for an environment.</summary>
    public static bool IsHintOf(string hint, string environment) => hint.StartsWith(Prefix(environment), StringComparison.Ordinal);

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
