namespace Leadgate.Server.Http;

/// <summary>Marks a route whose effect does not follow from its method: GET reads, and other methods change something.</summary>
internal sealed record RequestEffectMetadata(RequestEffect Effect)
{
    /// <summary>The effect of a request. A dry run only reads, and so does a request that has not reached a route.</summary>
    public static RequestEffect Find(HttpContext http)
    {
        if (http.GetEndpoint() is not { Metadata: var metadata })
            return RequestEffect.Read;
        var isDryRun =
            metadata.GetMetadata<DryRunMetadata>() is not null && DryRun.Read(http.Request, out var requested) is null && requested;
        return isDryRun ? RequestEffect.Read : Find(metadata, http.Request.Method);
    }

    /// <summary>The effect of a route.</summary>
    public static RequestEffect Find(IEnumerable<object> metadata, string method) =>
        metadata.OfType<RequestEffectMetadata>().LastOrDefault()?.Effect
        ?? (HttpMethods.IsGet(method) ? RequestEffect.Read : RequestEffect.Change);
}
