using Leadgate.Domain.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>Reads the settings again while the service runs (docs/decisions/0039). One mistake leaves all as they were.</summary>
/// <param name="read">Reads all settings as the start did.</param>
internal sealed class SettingsReload(Func<LeadgateSettings> read, CurrentSettings current, ILeadStore store, ILogger<SettingsReload> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        LeadgateSettings next;
        try
        {
            next = read();
        }
        catch (StoreSetupException e)
        {
            Log.ReloadRefused(log, e.Message.ReplaceLineEndings(" "));
            return;
        }

        var (changes, needRestart) = current.Apply(next);
        foreach (var change in changes)
            Log.SettingChanged(log, change.After.Setting.Name, change.After.Text, change.After.Origin, change.Before.Text);
        if (needRestart.Count > 0)
            Log.RestartNeeded(log, string.Join(", ", needRestart.Select(setting => setting.Variable)));
        if (changes.Count == 0)
        {
            Log.NothingReloaded(log);
            return;
        }

        try
        {
            await store.Audit.AppendAsync(
                AuditEvent.FromService(AuditActions.SettingsReload, detail: string.Join(", ", changes)),
                cancellation
            );
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException)
        {
            Log.ReloadNotAudited(log, e.Message);
        }
    }
}
