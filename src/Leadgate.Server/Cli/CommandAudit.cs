using Leadgate.Domain.Audit;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Cli;

/// <summary>Records commands that copy a whole store in its audit trail, with a checkpoint if the key is there.</summary>
internal static class CommandAudit
{
    /// <summary>
    /// Records a command. A full disk or a store of another schema must not prevent a backup, so a failure is a value.
    /// </summary>
    /// <param name="reason">The reason of the checkpoint.</param>
    /// <returns>Why it could not be recorded, or null.</returns>
    public static async Task<string?> TryRecordAsync(
        LeadgateSettings settings,
        AuditEvent what,
        string reason,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var store = CommandLine.OpenExistingStore(settings);
            await store.Audit.AppendAsync(what, cancellation);
            using var checkpoints = new AuditCheckpoints(
                store,
                AuditKeyFile.Find(settings.AuditFiles),
                settings.AuditFiles.Checkpoints,
                TimeProvider.System,
                NullLogger<AuditCheckpoints>.Instance
            );
            if (checkpoints.Key is not null && !await checkpoints.TryWriteAsync(reason, cancellation))
                return $"no checkpoint could be written to {settings.AuditFiles.Checkpoints}";
            return null;
        }
        catch (Exception e) when (e is StoreSetupException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
