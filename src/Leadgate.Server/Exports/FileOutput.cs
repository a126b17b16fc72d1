using System.IO.Pipelines;
using Leadgate.Formats.Xlsx;
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
        if (options.Format == ExportFormat.Xlsx)
            return await WriteWorkbookAsync(stream, headers, pages, cancellation);
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

    private static async Task<long> WriteWorkbookAsync(
        Stream stream,
        IReadOnlyList<string> headers,
        IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> pages,
        CancellationToken cancellation
    )
    {
        await using var workbook = await XlsxWriter.CreateAsync(stream, ExportOptions.Sheet, headers, cancellation);
        var rows = 0L;
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            foreach (var row in page)
                await workbook.WriteRowAsync(row, cancellation);
            rows += page.Count;
        }

        await workbook.FinishAsync(cancellation);
        return rows;
    }
}
