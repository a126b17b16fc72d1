namespace Leadgate.Storage;

/// <summary>
/// Files and folders that only the owner of the process may read (modes 0600 and 0700), because they hold personal data. On Windows, they
/// have the permissions of their folder.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const UnixFileMode Others = ~OwnerFolder;
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a folder; one that exists stays as it is, and those above it get the usual permissions.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>Creates an empty file.</summary>
    /// <exception cref="IOException">It exists.</exception>
    public static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        using var created = new FileStream(path, options);
    }

    /// <summary>Those of the files that other users of the machine may read or change; files that do not exist are left out.</summary>
    public static IEnumerable<string> FindOpenToOthers(params IEnumerable<string> paths) =>
        paths.Where(path => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0);

    /// <summary>
    /// Those of the files that every user of the machine may read or change. A file of a service belongs to root, and the service reads it
    /// by its group.
    /// </summary>
    public static IEnumerable<string> FindReadableByEverybody(params IEnumerable<string> paths) =>
        paths.Where(path => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Everybody) != 0);
}
