namespace Leadgate.Publish;

/// <param name="IsClean">Whether the files are those of the commit.</param>
internal sealed record Commit(string Id, DateTimeOffset Time, bool IsClean);
