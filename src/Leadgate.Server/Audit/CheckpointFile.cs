using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Audit;

/// <summary>A file of checkpoints, or a log that contains some. Lines are only ever appended to it.</summary>
internal static class CheckpointFile
{
    /// <summary>Much longer than a line.</summary>
    private const int TailLength = 4096;

    /// <summary>Appends a line; it is on disk when this returns.</summary>
    public static async Task AppendAsync(string path, SignedCheckpoint checkpoint, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            OwnerOnly.CreateFile(path);
        }

        // In one piece, because a command may append to the same file.
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await file.WriteAsync(Encoding.UTF8.GetBytes(checkpoint.ToJsonLine() + "\n"), cancellation);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads every checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reportDamage">Gets the number of each line with a checkpoint that cannot be read.</param>
    public static IEnumerable<SignedCheckpoint> Read(string path, Action<int> reportDamage)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!SignedCheckpoint.IsIn(line))
                continue;
            if (SignedCheckpoint.Find(line) is { } checkpoint)
                yield return checkpoint;
            else
                reportDamage(number);
        }
    }

    /// <summary>The checkpoint in the last lines of a file; null if there is none.</summary>
    public static SignedCheckpoint? FindLast(string path)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(0, file.Length - TailLength);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n').Select(SignedCheckpoint.Find).LastOrDefault(found => found is not null);
    }
}
