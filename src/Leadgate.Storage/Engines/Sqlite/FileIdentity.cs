using System.Runtime.InteropServices;
using System.Text;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>What identifies the file at a path, whatever it contains: the device and the inode.</summary>
/// <param name="Device">The device, or 0 where it cannot be read.</param>
/// <param name="Inode">The inode, or 0 where it cannot be read.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode)
{
    private const int CurrentDirectory = -100;
    private const uint InodeMask = 0x100;

    /// <summary>
    /// Returns null if there is no file. Only Linux is asked for the inode: Windows does not let an open database be deleted or replaced,
    /// and elsewhere only a missing file is noticed.
    /// </summary>
    public static FileIdentity? Read(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) ? default(FileIdentity) : null;
        return StatX(CurrentDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, InodeMask, out var status) == 0
            ? new FileIdentity(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode)
            : null;
    }

    /// <summary>The same on every architecture, unlike stat.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, byte[] path, int flags, uint mask, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Status
    {
        [FieldOffset(32)]
        public readonly ulong Inode;

        [FieldOffset(136)]
        public readonly uint DeviceMajor;

        [FieldOffset(140)]
        public readonly uint DeviceMinor;
    }
}
