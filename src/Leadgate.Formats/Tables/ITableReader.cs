using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>Reads the rows of a table one after the other, the blank ones included. Not thread-safe.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>The row that was read last. The next one overwrites it.</summary>
    TableRow Row { get; }

    /// <summary>Why reading stopped before the end; null at the end.</summary>
    FileRefusal? Refusal { get; }

    /// <summary>How much of the file has been read, in bytes.</summary>
    long Position { get; }

    /// <returns>False at the end of the table and after a refusal.</returns>
    bool Read(CancellationToken cancellation);
}
