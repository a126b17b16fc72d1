using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Http;

/// <summary>The methods that a route supports, for <c>Allow</c> (promise 2.7, RFC 9110 section 10.2.1).</summary>
internal static class AllowedMethods
{
    /// <summary>Routing names only the methods that are mapped. HEAD is answered wherever GET is, and OPTIONS everywhere.</summary>
    public static string Complete(StringValues mapped)
    {
        var methods = mapped
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Append(HttpMethods.Options)
            .ToHashSet();
        if (methods.Contains(HttpMethods.Get))
            methods.Add(HttpMethods.Head);
        return string.Join(", ", methods.Order(StringComparer.Ordinal));
    }
}
