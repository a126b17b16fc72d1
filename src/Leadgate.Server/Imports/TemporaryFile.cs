namespace Leadgate.Server.Imports;

/// <summary>A file of the process that nobody else can open, and that disappears with the process.</summary>
internal static class TemporaryFile
{
    private const int BufferSize = 64 * 1024;

    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"leadgate-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);

        // A file that is open needs no name, and without one it is gone even when the process is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
