using Leadgate.Server.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>The OpenAPI document as JSON. The framework would generate it for each request, which takes a third of a second.</summary>
internal sealed class OpenApiDocumentCache([FromKeyedServices(OpenApiDocumentCache.DocumentName)] IOpenApiDocumentProvider documents)
{
    public const string DocumentName = "v1";
    private volatile PreparedContent? _json;

    public async ValueTask<PreparedContent> GetAsync(CancellationToken cancellation)
    {
        if (_json is { } json)
            return json;
        var document = await documents.GetOpenApiDocumentAsync(cancellation);
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1, cancellation);
        return _json = new PreparedContent(stream.ToArray());
    }
}
