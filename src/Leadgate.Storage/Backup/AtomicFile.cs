using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Leadgate.Storage.Backup;

/// <summary>
/// A file that is written under a temporary name. It gets its final name when it is complete and on disk, and is deleted otherwise. Only
/// its owner may read it, because it holds personal data.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    /// <summary>EEXIST.</summary>
    private const int FileExists = 17;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly string _path;
    private bool _isFinished;

    private AtomicFile(string path) => (_path, Name) = (path, $"{path}.partial-{Path.GetRandomFileName()}");

    /// <summary>The path that it has until it is finished.</summary>
    public string Name { get; }

    /// <summary>Creates the temporary file for a path.</summary>
    /// <exception cref="StoreSetupException">A file of that path exists; it stays as it is.</exception>
    public static AtomicFile Create(string path)
    {
        var file = new AtomicFile(Path.GetFullPath(path));
        if (Path.Exists(file._path))
            throw new StoreSetupException($"{file._path} already exists and is not overwritten. Choose another file.");
        OwnerOnly.CreateFile(file.Name);
        return file;
    }

    /// <summary>Formats a number of bytes with its unit.</summary>
    public static string FormatSize(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");

    /// <summary>Waits for the task that writes it, and reports the progress every few seconds.</summary>
    public async Task WaitAsync(Task writing, Action<string> report)
    {
        while (await Task.WhenAny(writing, Task.Delay(Interval, CancellationToken.None)).ConfigureAwait(false) != writing)
            report($"{FormatSize(new FileInfo(Name).Length)} written");
        await writing.ConfigureAwait(false);
    }

    /// <summary>Syncs it, renames it, and syncs the folder, so that the name survives a power failure too.</summary>
    /// <exception cref="IOException">A file of that name was created meanwhile.</exception>
    public void Finish()
    {
        using (var handle = File.OpenHandle(Name, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(handle);
        Publish();
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

    /// <summary>
    /// Gives it its name, unless another file has it. The framework looks first and renames then, so that of two processes the second would
    /// replace the file of the first; a second link to the file is made by one of them only.
    /// </summary>
    private void Publish()
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(Name, _path, overwrite: false);
            return;
        }

        if (Link(Encoding.UTF8.GetBytes(Name + '\0'), Encoding.UTF8.GetBytes(_path + '\0')) == 0)
            File.Delete(Name);
        else if (Marshal.GetLastPInvokeError() == FileExists)
            throw new IOException($"{_path} was created by another process.");
        else // A file system without hard links.
            File.Move(Name, _path, overwrite: false);
    }

    private static void SyncFolder(string folder)
    {
        // Windows keeps names in a journal of its own, and the framework does not open folders.
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(folder + '\0'), 0), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The folder {folder} cannot be synced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] added);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
