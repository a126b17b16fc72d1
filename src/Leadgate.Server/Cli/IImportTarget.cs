using Leadgate.Contract.FileImports;

namespace Leadgate.Server.Cli;

/// <summary>Where a file is imported to: a database, or a service.</summary>
internal interface IImportTarget : IAsyncDisposable
{
    /// <exception cref="ImportRefusedException">The file cannot be imported.</exception>
    Task<Import> UploadAsync(Stream file, string name, CancellationToken cancellation);

    /// <param name="patch">A merge patch, as JSON.</param>
    /// <exception cref="ImportRefusedException">A choice cannot be made.</exception>
    Task<Import> ChangeAsync(long id, string patch, CancellationToken cancellation);

    /// <param name="storesRows">Whether the rows are stored, and not only checked.</param>
    /// <exception cref="ImportRefusedException">The import cannot start.</exception>
    Task BeginAsync(long id, bool storesRows, CancellationToken cancellation);

    Task<Import> FindAsync(long id, CancellationToken cancellation);

    Task CancelAsync(long id, CancellationToken cancellation);

    /// <summary>Writes the rows that still have errors.</summary>
    Task WriteFailedAsync(long id, Stream output, CancellationToken cancellation);
}
