using System.Globalization;
using System.Text;
using Leadgate.Domain.Wire;
using Leadgate.Storage.Leads;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// A prepared INSERT whose values are bound by position through the engine's own functions. The driver's commands look parameters up by
/// name and box each value, which was a third of the writer's time (docs/performance.md).
/// </summary>
internal sealed class RowInsert : IRowWriter, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];
    private int _column;

    /// <param name="verb">What begins the statement: <c>insert or replace</c> where a row may be there already.</param>
    public RowInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns, string verb = "insert")
    {
        _database = connection.Handle!;
        var sql = $"{verb} into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void StartRow()
    {
        // What is not bound is null: a lead leaves most of its columns empty, and a call for each of them adds up.
        raw.sqlite3_clear_bindings(_statement);
        _column = 0;
    }

    public void Number(long? value)
    {
        if (value is { } number)
            Check(raw.sqlite3_bind_int64(_statement, ++_column, number));
        else
            Null();
    }

    public void Number(int? value) => Number((long?)value);

    public void Boolean(bool value) => Number(value ? 1L : 0L);

    /// <summary>SQLite has no type for dates and times: they are text in the form of ISO 8601.</summary>
    public void Date(DateOnly? value)
    {
        if (value is not { } date)
        {
            Null();
            return;
        }

        date.TryFormat(_text, out var length, WireTime.DateFormat, CultureInfo.InvariantCulture);
        Bind(_text.AsSpan(0, length));
    }

    public void Timestamp(DateTime? value)
    {
        if (value is not { } utc)
        {
            Null();
            return;
        }

        utc.TryFormat(_text, out var length, WireTime.TimestampFormat, CultureInfo.InvariantCulture);
        Bind(_text.AsSpan(0, length));
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        if (Encoding.UTF8.GetMaxByteCount(value.Length) > _text.Length)
            _text = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        Bind(_text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text)));
    }

    public void Text(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
            Null();
        else
            Bind(utf8.Span);
    }

    public void Json(ReadOnlyMemory<byte> value) => Text(value);

    public void Blob(ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, ++_column, value));

    /// <summary>Inserts the row.</summary>
    public void EndRow()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    public void Dispose() => _statement.Dispose();

    private void Null() => _column++;

    private void Bind(ReadOnlySpan<byte> text) => Check(raw.sqlite3_bind_text(_statement, ++_column, text));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
