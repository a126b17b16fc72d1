namespace Leadgate.Publish;

/// <param name="Changes">The files that differ from the commit, one in a line as git lists them, or an empty text.</param>
internal sealed record Commit(string Id, DateTimeOffset Time, string Changes);
