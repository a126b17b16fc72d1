namespace Leadgate.Server.Hosting;

/// <summary>A setting that has changed while the service runs.</summary>
internal sealed record SettingChange(SettingValue Before, SettingValue After)
{
    /// <summary>For the audit trail.</summary>
    public override string ToString() => $"{After.Setting.Name} {Before.Text} to {After.Text}";
}
