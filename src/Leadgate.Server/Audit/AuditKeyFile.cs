using Leadgate.Domain.Audit;
using Leadgate.Storage;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Audit;

/// <summary>Reads the key that signs checkpoints of the audit trail, and creates it at the first start.</summary>
internal static class AuditKeyFile
{
    /// <summary>Reads the key, or creates it. The public key is written beside it.</summary>
    /// <exception cref="StoreSetupException">The file holds no key, or cannot be read or created.</exception>
    public static AuditSigningKey Open(AuditFiles files, ILogger log)
    {
        try
        {
            if (Find(files) is { } found)
            {
                TryWritePublicKey(files, found, log);
                return found;
            }

            var created = Create(files);
            WritePublicKey(files, created);
            return created;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StoreSetupException($"The key of the audit trail, {files.Key}, cannot be read or created: {e.Message}", e);
        }
    }

    /// <summary>Reads the key if there is one.</summary>
    /// <exception cref="StoreSetupException">The file holds no key.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AuditSigningKey? Find(AuditFiles files)
    {
        if (!File.Exists(files.Key))
            return null;
        return AuditSigningKey.FromPem(File.ReadAllText(files.Key))
            ?? throw new StoreSetupException(
                $"{files.Key} does not hold a private key for the curve P-256. Restore it, or move it away to let the service create one."
            );
    }

    /// <summary>A key in a place that the service can only read, such as a mounted secret, signs all the same.</summary>
    private static void TryWritePublicKey(AuditFiles files, AuditSigningKey key, ILogger log)
    {
        try
        {
            WritePublicKey(files, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.PublicKeyNotWritten(log, files.PublicKey, e.Message);
        }
    }

    private static void WritePublicKey(AuditFiles files, AuditSigningKey key)
    {
        var pem = key.PublicKey.ToPem();
        if (!File.Exists(files.PublicKey) || File.ReadAllText(files.PublicKey) != pem)
            File.WriteAllText(files.PublicKey, pem);
    }

    private static AuditSigningKey Create(AuditFiles files)
    {
        OwnerOnly.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(files.Key))!);
        var key = AuditSigningKey.Create();
        try
        {
            using var file = AtomicFile.Create(files.Key);
            File.WriteAllText(file.Name, key.ToPem());
            file.Finish();
            return key;
        }
        catch (Exception e) when (e is IOException or StoreSetupException && File.Exists(files.Key))
        {
            // Another process that started at the same time was faster.
            key.Dispose();
            return Find(files)!;
        }
    }
}
