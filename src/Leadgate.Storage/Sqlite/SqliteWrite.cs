namespace Leadgate.Storage.Sqlite;

/// <summary>How the rooms of the store write: in the writer's next transaction.</summary>
/// <param name="writer">The one writer.</param>
internal sealed class SqliteWrite(GroupCommit writer)
{
    public Task<T> RunAsync<T>(Func<SqliteWriteSession, T> write, CancellationToken cancellation) =>
        writer.RunAsync(write, weight: 0, cancellation);
}
