using Leadgate.Server.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>The OpenAPI document as JSON. The framework would generate it for each request, which takes a third of a second.</summary>
internal sealed class OpenApiDocumentCache([FromKeyedServices(OpenApiDocumentCache.DocumentName)] IOpenApiDocumentProvider documents)
{
    public const string DocumentName = "v1";
    private readonly Lock _lock = new();
    private Task<PreparedContent>? _json;

    /// <summary>The requests that come before it is generated wait for the same one.</summary>
    public Task<PreparedContent> GetAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_json is null or { IsFaulted: true })
                _json = Task.Run(GenerateAsync, CancellationToken.None);
            return _json.WaitAsync(cancellation);
        }
    }

    private async Task<PreparedContent> GenerateAsync()
    {
        var document = await documents.GetOpenApiDocumentAsync();
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return new PreparedContent(stream.ToArray());
    }
}
