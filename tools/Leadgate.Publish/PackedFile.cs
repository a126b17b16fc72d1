namespace Leadgate.Publish;

/// <summary>A file, folder, or symbolic link of an archive.</summary>
/// <param name="Path">Its path in the archive, without a slash at the beginning.</param>
/// <param name="Open">Opens the content, or null for a folder or a link.</param>
internal sealed record PackedFile(string Path, UnixFileMode Mode, Func<Stream>? Open)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>What everybody can run, or enter.</summary>
    public const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Where a symbolic link leads, or null.</summary>
    public string? Link { get; init; }

    /// <summary>The number of the owner, and of its group.</summary>
    public int Owner { get; init; }

    public bool IsFolder => Open is null && Link is null;

    public static PackedFile From(string path, byte[] content, bool isExecutable = false) =>
        new(path, isExecutable ? Executable : Readable, () => new MemoryStream(content, writable: false));

    public static PackedFile FromFile(string path, string file, bool isExecutable = false) =>
        new(path, isExecutable ? Executable : Readable, () => File.OpenRead(file));

    public static PackedFile Folder(string path, UnixFileMode mode = Executable, int owner = 0) => new(path, mode, null) { Owner = owner };

    public static PackedFile Symlink(string path, string link) => new(path, Executable, null) { Link = link };

    /// <summary>All files below a folder.</summary>
    /// <param name="under">Where they go.</param>
    /// <param name="executable">The only file that can be executed.</param>
    public static IEnumerable<PackedFile> FromFolder(string folder, string under, string executable) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (file, name: System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Select(found => FromFile(under + found.name, found.file, found.name == executable));
}
