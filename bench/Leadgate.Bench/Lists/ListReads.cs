using Leadgate.Contract;

namespace Leadgate.Bench.Lists;

/// <summary>The list requests that are measured.</summary>
internal static class ListReads
{
    public static IReadOnlyList<ListRead> All { get; } =
    [new(Routes.Lists + "/CITY", "", false), new(Routes.Lists + "/CITY", "?parentId=1", false), new(Routes.Lists + "/CITY", "", true)];

    public static HttpRequestMessage Request(Uri server, ListRead read, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, read.Path + read.Query));
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return request;
    }

    /// <summary>The entity tag of a list response.</summary>
    public static async Task<string> TagAsync(HttpMessageInvoker client, Uri server, ListRead read, CancellationToken cancellation)
    {
        using var request = Request(server, read, null);
        using var response = await client.SendAsync(request, cancellation);
        return response.Headers.ETag?.ToString() ?? throw new InvalidOperationException($"{read.Path} has no entity tag.");
    }
}
