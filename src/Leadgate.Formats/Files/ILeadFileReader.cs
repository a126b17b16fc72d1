using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Files;

/// <summary>Reads the leads of a file one after the other. Blank rows are passed over and not counted. Not thread-safe.</summary>
internal interface ILeadFileReader : IDisposable
{
    /// <summary>The lead that was read last.</summary>
    FileLead Current { get; }

    /// <summary>Why reading stopped before the end of the file; null at the end.</summary>
    FileRefusal? Refusal { get; }

    /// <summary>What a person should know that only the end of the file says, when that has been reached; null if nothing.</summary>
    BilingualText? Note => null;

    /// <summary>How much of the file has been read, in bytes, for progress.</summary>
    long Position { get; }

    /// <summary>Reads the next lead. Only the bytes needed for it are read.</summary>
    /// <returns>False at the end of the file and after a refusal.</returns>
    bool Read(CancellationToken cancellation);

    /// <summary>Passes over leads faster than reading them.</summary>
    /// <returns>How many there were.</returns>
    long Skip(long count, CancellationToken cancellation);
}
