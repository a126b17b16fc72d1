namespace Leadgate.Server.Hosting;

/// <summary>Where a setting can be set; the first one that sets it counts.</summary>
internal enum SettingSource
{
    Option,
    Environment,
    File,
    Default,
}
