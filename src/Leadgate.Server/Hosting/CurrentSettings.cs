using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Hosting;

/// <summary>The settings as they are now: those of the start, and what was taken over from the file since.</summary>
internal sealed class CurrentSettings(LeadgateSettings start)
{
    private volatile LeadgateSettings _settings = start;
    private ConfigurationReloadToken _changed = new();

    public ReloadableSettings Value => _settings.Reloadable;

    /// <summary>Every setting, without passwords and secrets.</summary>
    public IReadOnlyList<SettingValue> Values => _settings.Values;

    /// <summary>Takes over what a running service can.</summary>
    /// <returns>What has changed, and the settings that would need a restart.</returns>
    public (IReadOnlyList<SettingChange> Changes, IReadOnlyList<Setting> NeedRestart) Apply(LeadgateSettings next)
    {
        var before = _settings;
        var different = before.FindDifferences(next);
        _settings = before.TakeReloadable(next);
        var changes = different
            .Where(setting => setting.IsReloadable)
            .Select(setting => new SettingChange(before.Find(setting), next.Find(setting)))
            .ToList();
        Interlocked.Exchange(ref _changed, new ConfigurationReloadToken()).OnReload();
        return (changes, [.. different.Where(setting => !setting.IsReloadable)]);
    }

    /// <summary>A token that expires when settings change.</summary>
    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);
}
