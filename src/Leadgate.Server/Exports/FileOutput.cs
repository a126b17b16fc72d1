using System.IO.Pipelines;
using Leadgate.Server.Http;

namespace Leadgate.Server.Exports;

/// <summary>Writes an export into a stream.</summary>
internal static class FileOutput
{
    /// <returns>The number of rows.</returns>
    public static async Task<long> WriteAsync(
        Stream stream,
        ExportOptions options,
        IReadOnlyList<string> headers,
        IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> pages,
        CancellationToken cancellation
    )
    {
        var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        var output = new ExportOutput(writer, options, headers);
        var rows = 0L;
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            foreach (var row in page)
            {
                rows++;
                if (output.Write(row) < ResponsePieces.Size)
                    continue;
                output.BeginPiece();
                await writer.FlushAsync(cancellation);
            }
        }

        await writer.CompleteAsync();
        return rows;
    }
}
