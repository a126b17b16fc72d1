namespace Leadgate.Server.Hosting;

/// <summary>The journal of systemd, which takes the time from the line's arrival and the level from a prefix.</summary>
internal static class Journal
{
    /// <summary>Whether the standard output goes to the journal.</summary>
    public static bool HasStandardOutput =>
        OperatingSystem.IsLinux()
        && IsStream(Environment.GetEnvironmentVariable("JOURNAL_STREAM"), new FileInfo("/proc/self/fd/1").LinkTarget);

    /// <summary>The level in the notation of syslog, as the journal reads it at the beginning of a line.</summary>
    public static string GetPrefix(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => "<2>",
            LogLevel.Error => "<3>",
            LogLevel.Warning => "<4>",
            LogLevel.Information => "<6>",
            _ => "<7>",
        };

    /// <param name="variable">What systemd says of the stream: device and inode. Processes further down inherit it.</param>
    /// <param name="target">What the output of this process is.</param>
    public static bool IsStream(string? variable, string? target) =>
        variable?.Split(':') is [_, var inode] && target == $"socket:[{inode}]";
}
