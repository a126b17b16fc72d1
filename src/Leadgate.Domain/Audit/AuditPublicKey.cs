using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Domain.Audit;

/// <summary>Verifies what an <see cref="AuditSigningKey"/> signed.</summary>
internal sealed class AuditPublicKey
{
    /// <summary>The length of a key's id.</summary>
    private const int IdLength = 16;

    private readonly byte[] _publicKey;

    private AuditPublicKey(byte[] publicKey) =>
        (_publicKey, Id) = (publicKey, Convert.ToHexStringLower(SHA256.HashData(publicKey))[..IdLength]);

    /// <summary>The beginning of the SHA-256 of the key (SubjectPublicKeyInfo, DER).</summary>
    public string Id { get; }

    /// <summary>Reads a PEM file with a public key, or with a private key, whose public key is then taken.</summary>
    /// <returns>Null if it holds neither, or a key of another kind.</returns>
    public static AuditPublicKey? FromPem(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key.KeySize == AuditSigningKey.KeySize ? From(key) : null;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    internal static AuditPublicKey From(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _publicKey) + "\n";

    /// <summary>Whether a signature, in base 64, is that of a text.</summary>
    public bool Verify(string text, string signature)
    {
        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
            return false;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_publicKey, out _);
        return key.VerifyData(
            Encoding.UTF8.GetBytes(text),
            bytes.AsSpan(0, length),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
    }
}
