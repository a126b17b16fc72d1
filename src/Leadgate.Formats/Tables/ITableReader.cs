using Leadgate.Domain.Texts;
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

    /// <summary>What a person should know that only the end of the table says; null if nothing.</summary>
    /// <param name="headerRow">The number of the header row.</param>
    BilingualText? DescribeEnd(long headerRow) => null;

    /// <returns>False at the end of the table and after a refusal.</returns>
    bool Read(CancellationToken cancellation);
}
