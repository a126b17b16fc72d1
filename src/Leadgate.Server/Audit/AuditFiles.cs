using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Audit;

/// <summary>The files outside the database that make later changes of the audit trail visible.</summary>
/// <param name="Key">The private key that signs checkpoints; its public key is beside it.</param>
/// <param name="Checkpoints">The checkpoints, a line of JSON each.</param>
/// <param name="IsKeyRequired">Whether the operator chose the file of the key, so that the service does not start without it.</param>
internal sealed record AuditFiles(string Key, string Checkpoints, bool IsKeyRequired)
{
    /// <summary>The file of the public key.</summary>
    public string PublicKey => Key + ".pub";

    /// <summary>Every file that only the owner may read.</summary>
    public IEnumerable<string> Private => [Key, Checkpoints];

    public static AuditFiles Read(SettingsReader reader, StoreAddress database)
    {
        var beside = database.Scheme == StoreAddress.Sqlite ? database.Rest + "." : "data/";
        var (key, checkpoints) = (reader.Find(Setting.AuditKeyFile).Text, reader.Find(Setting.AuditCheckpointFile).Text);
        return new AuditFiles(
            key.Length > 0 ? key : beside + "audit-key.pem",
            checkpoints.Length > 0 ? checkpoints : beside + "audit-checkpoints.jsonl",
            key.Length > 0
        );
    }
}
