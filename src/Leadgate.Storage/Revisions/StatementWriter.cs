using System.Text;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;

namespace Leadgate.Storage.Revisions;

/// <summary>
/// Takes the rows of a table as values of parameters, so that a lead that is corrected is written by the code that writes it into a bulk.
/// </summary>
internal sealed class StatementWriter : IRowWriter
{
    private readonly List<SqlValue> _row = [];

    /// <summary>The values of each row in the order of the columns.</summary>
    public List<IReadOnlyList<SqlValue>> Rows { get; } = [];

    public void StartRow() => _row.Clear();

    public void Number(long? value) => _row.Add(new SqlValue(SqlType.BigInt, value));

    public void Number(int? value) => _row.Add(value);

    public void Boolean(bool value) => _row.Add(value);

    public void Date(DateOnly? value) => _row.Add(value);

    public void Timestamp(DateTime? value) => _row.Add(value);

    public void Text(string? value) => _row.Add(value);

    public void Text(ReadOnlyMemory<byte> utf8) => _row.Add(utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8.Span));

    public void Json(ReadOnlyMemory<byte> value) => _row.Add(JsonValue.ToParameter(value));

    public void EndRow() => Rows.Add([.. _row]);

    /// <summary>Inserts the row that a table's writer writes.</summary>
    /// <param name="more">Further columns.</param>
    public static Statement Insert(
        string table,
        IReadOnlyList<string> columns,
        Action<StatementWriter> write,
        params IReadOnlyList<(string Name, SqlValue Value)> more
    )
    {
        var values = Collect(columns, write, more);
        return new Statement(
            $"insert into {table} ({string.Join(", ", values.Select(value => value.Name))}) "
                + $"values ({string.Join(", ", values.Select(value => "@" + value.Name))})",
            [.. values.Select(value => ("@" + value.Name, value.Value))]
        );
    }

    /// <summary>Updates a row with what a table's writer writes, except the columns that identify it.</summary>
    /// <param name="keep">The columns that stay as they are; the condition may refer to their values.</param>
    public static Statement Update(
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> keep,
        string where,
        Action<StatementWriter> write,
        params IReadOnlyList<(string Name, SqlValue Value)> more
    )
    {
        var values = Collect(columns, write, more);
        var sets = values.Where(value => !keep.Contains(value.Name)).Select(value => $"{value.Name} = @{value.Name}");
        return new Statement(
            $"update {table} set {string.Join(", ", sets)} where {where}",
            [
                .. values
                    .Where(value => !keep.Contains(value.Name) || where.Contains("@" + value.Name, StringComparison.Ordinal))
                    .Select(value => ("@" + value.Name, value.Value)),
            ]
        );
    }

    private static List<(string Name, SqlValue Value)> Collect(
        IReadOnlyList<string> columns,
        Action<StatementWriter> write,
        IReadOnlyList<(string Name, SqlValue Value)> more
    )
    {
        var writer = new StatementWriter();
        write(writer);
        return [.. columns.Zip(writer.Rows.Single()), .. more];
    }
}
