namespace Leadgate.Storage.Engines;

/// <summary>The value of a parameter. Its type is known also when it is null, which PostgreSQL needs to plan a statement.</summary>
internal readonly record struct SqlValue(SqlType Type, object? Value)
{
    public static implicit operator SqlValue(int value) => new(SqlType.Integer, value);

    public static implicit operator SqlValue(int? value) => new(SqlType.Integer, value);

    public static implicit operator SqlValue(long value) => new(SqlType.BigInt, value);

    public static implicit operator SqlValue(long[] value) => new(SqlType.BigIntArray, value);

    public static implicit operator SqlValue(int[] value) => new(SqlType.IntegerArray, value);

    public static implicit operator SqlValue(bool value) => new(SqlType.Boolean, value);

    public static implicit operator SqlValue(string? value) => new(SqlType.Text, value);

    /// <param name="utc">A time in UTC.</param>
    public static implicit operator SqlValue(DateTime utc) => new(SqlType.Timestamp, utc);

    /// <param name="utc">A time in UTC.</param>
    public static implicit operator SqlValue(DateTime? utc) => new(SqlType.Timestamp, utc);

    public static implicit operator SqlValue(DateOnly? value) => new(SqlType.Date, value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlType.Blob, value.ToArray());

    public static implicit operator SqlValue(JsonValue value) => new(SqlType.Json, value.ToString());
}
