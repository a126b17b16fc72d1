namespace Leadgate.Server.Hosting;

/// <summary>A file of the service.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Free">How many bytes are free on its disk; null if the platform does not say.</param>
internal sealed record ServiceFile(string Path, long Size, long? Free)
{
    /// <returns>Null if there is no such file.</returns>
    public static ServiceFile? Find(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new ServiceFile(path, file.Length, FindFree(file.FullName)) : null;
    }

    private static long? FindFree(string path)
    {
        try
        {
            return new DriveInfo(path).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
