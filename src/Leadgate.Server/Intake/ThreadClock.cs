using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Leadgate.Server.Intake;

/// <summary>
/// The processor time of the current thread. Unlike the time of day, it does not pass while another process has the processor, so that a
/// busy machine does not make every bulk look expensive. Where the system has no such clock that we know, it is the elapsed time.
/// </summary>
internal static class ThreadClock
{
    /// <summary><c>CLOCK_THREAD_CPUTIME_ID</c> of Linux.</summary>
    private const int ThreadProcessorTime = 3;

    public static double Microseconds =>
        OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var time) == 0
            ? (time.Seconds * 1e6) + (time.Nanoseconds / 1e3)
            : Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
