namespace Leadgate.Storage;

/// <summary>
/// Takes the values of rows, one after the other, and brings them to an engine. A member for each kind of value, so that none of them
/// is boxed or turned into another form on its way; JSON stays the bytes that it was sent or written as.
/// </summary>
internal interface IRowWriter
{
    void StartRow();

    void Number(long? value);

    void Number(int? value);

    void Boolean(bool value);

    void Date(DateOnly? value);

    /// <summary>A moment in UTC, to the millisecond.</summary>
    void Timestamp(DateTime? value);

    void Text(string? value);

    /// <summary>Text in UTF-8; nothing is null.</summary>
    void Text(ReadOnlyMemory<byte> utf8);

    /// <summary>JSON in UTF-8; nothing is null.</summary>
    void Json(ReadOnlyMemory<byte> value);

    void EndRow();
}
