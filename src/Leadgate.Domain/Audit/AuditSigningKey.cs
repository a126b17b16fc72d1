using System.Security.Cryptography;
using System.Text;

namespace Leadgate.Domain.Audit;

/// <summary>
/// Signs checkpoints of the audit trail: ECDSA with P-256 and SHA-256, in the form that OpenSSL verifies. It is never in the database that
/// it vouches for.
/// </summary>
internal sealed class AuditSigningKey : IDisposable
{
    public const int KeySize = 256;

    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private AuditSigningKey(ECDsa key) => (_key, PublicKey) = (key, AuditPublicKey.From(key));

    public AuditPublicKey PublicKey { get; }

    public static AuditSigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <returns>Null if the text is not the PEM of a private key for P-256.</returns>
    public static AuditSigningKey? FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            key.ExportParameters(includePrivateParameters: true);
            if (key.KeySize == KeySize)
                return new AuditSigningKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // It holds no private key.
        }

        key.Dispose();
        return null;
    }

    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <returns>The signature, in base 64.</returns>
    public string Sign(string text)
    {
        lock (_lock)
        {
            return Convert.ToBase64String(
                _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            );
        }
    }

    public void Dispose() => _key.Dispose();
}
