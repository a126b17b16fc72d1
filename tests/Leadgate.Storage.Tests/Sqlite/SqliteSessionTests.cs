using System.Runtime.CompilerServices;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>The prepared statements that the writer's session keeps.</summary>
public sealed class SqliteSessionTests
{
    [Fact]
    public async Task Statements_that_were_used_last_are_kept()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        connection.Handle!.enable_sqlite3_next_stmt(true);
        using var session = new SqliteSession(connection, keepsCommands: true);
        const string Frequent = "select 'frequent'";
        for (var i = 0; i < 200; i++)
        {
            await RunAsync(session, $"select {i}");
            await RunAsync(session, Frequent);
        }

        var prepared = FindPrepared(connection);
        Assert.Contains(Frequent, prepared);
        Assert.Contains("select 199", prepared);
        Assert.DoesNotContain("select 0", prepared);
        Assert.InRange(prepared.Count, 2, 64);
    }

    [Fact]
    public async Task Values_of_parameters_are_not_kept()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        connection.Handle!.enable_sqlite3_next_stmt(true);
        using var session = new SqliteSession(connection, keepsCommands: true);
        var value = RunWithValue(session);
        GC.Collect();
        Assert.False(value.IsAlive);
        Assert.Single(FindPrepared(connection));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunWithValue(SqliteSession session)
    {
        var value = new string('x', 100);
        var run = session.ExecuteAsync(new Statement("select @value", ("@value", value)), CancellationToken.None);
        Assert.True(run.IsCompletedSuccessfully);
        return new WeakReference(value);
    }

    private static Task<List<string>> RunAsync(SqliteSession session, string sql) =>
        session.QueryAsync(new Statement(sql), row => row.GetString(0), TestContext.Current.CancellationToken);

    private static List<string> FindPrepared(SqliteConnection connection)
    {
        var sql = new List<string>();
        for (
            var next = raw.sqlite3_next_stmt(connection.Handle, null);
            next is not null;
            next = raw.sqlite3_next_stmt(connection.Handle, next)
        )
            sql.Add(raw.sqlite3_sql(next).utf8_to_string());
        return sql;
    }
}
