using System.Reflection;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Exports;

/// <summary>A file that is written while leads are read, in pieces, so that any number of them takes the same memory.</summary>
/// <param name="headers">The headers of a table.</param>
/// <param name="pages">The rows, or the leads as JSON with one cell each.</param>
internal sealed class ExportResult(
    ExportOptions options,
    string name,
    IReadOnlyList<string> headers,
    IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> pages
) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), ["text/csv", "application/x-ndjson"])
        );

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // The first page is read before the first byte is written: if the database is unavailable, the response is a problem.
        await using var page = pages.GetAsyncEnumerator(httpContext.RequestAborted);
        var hasMore = await page.MoveNextAsync();
        var response = httpContext.Response;
        response.ContentType = options.MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{options.Extension}\"";
        response.Headers.CacheControl = CommonHeaders.NoStore;
        var output = new ExportOutput(response.BodyWriter, options, headers);
        for (; hasMore; hasMore = await page.MoveNextAsync())
        {
            foreach (var row in page.Current)
            {
                if (output.Write(row) < ResponsePieces.Size)
                    continue;
                output.BeginPiece();
                await ResponsePieces.FlushAsync(httpContext);
            }
        }

        await ResponsePieces.FlushAsync(httpContext);
    }
}
