namespace Leadgate.Storage.Leads;

/// <summary>
/// Takes the values of rows, one after the other, to an engine. There is a member for each type, so that no value is boxed or converted on
/// its way; JSON stays the bytes that it was sent or rendered as.
/// </summary>
internal interface IRowWriter
{
    void StartRow();

    void Number(long? value);

    void Number(int? value);

    void Boolean(bool value);

    void Date(DateOnly? value);

    /// <summary>A time in UTC, to the millisecond.</summary>
    void Timestamp(DateTime? value);

    void Text(string? value);

    /// <summary>Text in UTF-8; empty for null.</summary>
    void Text(ReadOnlyMemory<byte> utf8);

    /// <summary>JSON in UTF-8; empty for null.</summary>
    void Json(ReadOnlyMemory<byte> value);

    void EndRow();
}
