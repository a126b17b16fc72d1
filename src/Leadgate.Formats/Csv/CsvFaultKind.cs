namespace Leadgate.Formats.Csv;

/// <summary>Why separated values can't be read further.</summary>
internal enum CsvFaultKind
{
    /// <summary>A quotation mark is opened and never closed.</summary>
    UnclosedQuote,

    /// <summary>A record is longer than <see cref="CsvSplitter.MaxRecordBytes"/>.</summary>
    RecordTooLong,

    /// <summary>A record has more than <see cref="Tables.TableRow.MaxColumns"/> cells.</summary>
    TooManyColumns,
}
