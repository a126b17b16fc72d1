namespace Leadgate.Publish;

/// <summary>What the program is built for.</summary>
/// <param name="RuntimeId">The name that .NET gives it.</param>
/// <param name="Architecture">The name that Debian and container images give its processor.</param>
internal sealed record Platform(string RuntimeId, string Architecture)
{
    public static readonly Platform LinuxX64 = new("linux-x64", "amd64");
    public static readonly Platform LinuxArm64 = new("linux-arm64", "arm64");
    public static readonly Platform WindowsX64 = new("win-x64", "amd64");

    /// <summary>The file name of the program.</summary>
    public string Program => this == WindowsX64 ? "leadgate.exe" : "leadgate";
}
