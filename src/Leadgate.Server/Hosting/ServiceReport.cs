namespace Leadgate.Server.Hosting;

/// <summary>What <see cref="ServiceStatus"/> knows of a node.</summary>
/// <param name="Node">The name of the machine.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="Store">The address of the database, without its password.</param>
/// <param name="IsHealthy">Whether a bulk could be stored now.</param>
/// <param name="Settings">Every setting, without passwords and secrets.</param>
internal sealed record ServiceReport(
    string Version,
    string Environment,
    string Node,
    string Platform,
    DateTime StartedAt,
    string Store,
    bool IsHealthy,
    IReadOnlyList<ServiceFile> Files,
    IReadOnlyList<SettingValue> Settings
);
