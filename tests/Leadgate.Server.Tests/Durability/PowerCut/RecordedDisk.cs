namespace Leadgate.Server.Tests.Durability.PowerCut;

/// <summary>
/// A folder as a disk has it after a power failure, rebuilt from recorded operations. It promises no more than POSIX does: contents are on
/// the disk when their file was synced, and names (a new file, a rename, a deletion) when their folder was.
/// </summary>
internal sealed class RecordedDisk(string folder)
{
    private readonly Dictionary<int, string> _paths = [];
    private readonly Dictionary<int, RecordedFile> _open = [];
    private readonly Dictionary<string, RecordedFile> _names = [];
    private Dictionary<string, RecordedFile> _syncedNames = [];

    /// <summary>The files that were synced, by name, in order.</summary>
    public List<string> Syncs { get; } = [];

    public void Apply(DiskRecord record)
    {
        switch (record.Operation)
        {
            case 'o':
                Open(record);
                break;
            case 'w' or 't':
                _open[record.File].Write(record);
                break;
            case 's' when _open.TryGetValue(record.File, out var file):
                file.Sync();
                Syncs.Add(Path.GetFileName(_paths[record.File]));
                break;
            case 's':
                _syncedNames = new Dictionary<string, RecordedFile>(_names);
                break;
            case 'r' or 'l':
                var (from, to) = (record.Text[..(int)record.Number], record.Text[(int)record.Number..]);
                _names[to] = _names[from];
                if (record.Operation == 'r')
                    _names.Remove(from);
                break;
            case 'u':
                _names.Remove(record.Text);
                break;
            default:
                throw new InvalidOperationException($"The log has an unknown operation: {record}");
        }
    }

    /// <summary>Writes the files that a power failure at this moment would leave.</summary>
    /// <param name="target">The folder to write to.</param>
    /// <param name="survivors">Chooses what reached the disk without a sync; null when nothing did.</param>
    public void WriteAfterCut(string target, Random? survivors)
    {
        Directory.CreateDirectory(target);
        foreach (var (path, file) in survivors?.Next(2) == 0 ? _names : _syncedNames)
            File.WriteAllBytes(Path.Combine(target, Path.GetFileName(path)), file.ReadAfterCut(survivors));
    }

    private void Open(DiskRecord record)
    {
        var path = record.Text;
        _paths[record.File] = path;
        _open.Remove(record.File);
        if (Path.TrimEndingDirectorySeparator(path) == folder)
            return;
        if (!_names.TryGetValue(path, out var file))
            _names[path] = file = new RecordedFile();
        if (record.Number == 1)
            file.Write(record with { Operation = 't', Number = 0 });
        _open[record.File] = file;
    }
}
