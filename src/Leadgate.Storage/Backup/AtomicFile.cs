using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Leadgate.Storage.Backup;

/// <summary>
/// A file that is written under another name beside its own. It gets its own when it is whole and on disk; if it never is, it goes.
/// Only its owner may read it, for it holds personal data.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly string _path;
    private bool _isFinished;

    private AtomicFile(string path) => (_path, Name) = (path, $"{path}.partial-{Path.GetRandomFileName()}");

    /// <summary>The name that it has until it is finished.</summary>
    public string Name { get; }

    /// <summary>Makes an empty one.</summary>
    /// <param name="path">The name that it is to have.</param>
    /// <exception cref="StoreSetupException">There is a file of that name, which stays as it is.</exception>
    public static AtomicFile Create(string path)
    {
        var file = new AtomicFile(Path.GetFullPath(path));
        if (Path.Exists(file._path))
            throw new StoreSetupException($"{file._path} is there already. Name another file; nothing is overwritten.");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(file.Name, options);
        return file;
    }

    /// <summary>A number of bytes as people say it.</summary>
    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");

    /// <summary>Waits for what writes it, and says now and then how far that is.</summary>
    /// <param name="writing">What writes it.</param>
    /// <param name="tell">Takes a line.</param>
    public async Task WhileAsync(Task writing, Action<string> tell)
    {
        while (await Task.WhenAny(writing, Task.Delay(Interval, CancellationToken.None)).ConfigureAwait(false) != writing)
            tell($"{Size(new FileInfo(Name).Length)} written");
        await writing.ConfigureAwait(false);
    }

    /// <summary>Syncs it, gives it its name, and syncs the folder, so that the name is there after a power cut too.</summary>
    /// <exception cref="IOException">A file of that name has come about meanwhile.</exception>
    public void Finish()
    {
        using (var handle = File.OpenHandle(Name, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(handle);
        File.Move(Name, _path, overwrite: false);
        _isFinished = true;
        SyncFolder(Path.GetDirectoryName(_path)!);
    }

    public void Dispose()
    {
        if (_isFinished)
            return;
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
            File.Delete(Name + suffix);
    }

    private static void SyncFolder(string folder)
    {
        // Windows keeps names in a journal of its own, and the framework opens no folders.
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(folder + '\0'), 0), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The folder {folder} cannot be synced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
