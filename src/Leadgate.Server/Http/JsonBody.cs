using Leadgate.Contract.Problems;

namespace Leadgate.Server.Http;

/// <summary>The media type that bodies must have.</summary>
internal static class JsonBody
{
    /// <summary>The problem of a body without content.</summary>
    /// <param name="request">What to send.</param>
    public static Problem Empty(string request, string requestAr) =>
        new(ProblemType.NotJson, $"The body is empty. {request}", $"محتوى الطلب فارغ. {requestAr}");

    /// <summary>The problem of a body that is not declared to be JSON in UTF-8, or null.</summary>
    public static Problem? Refuse(HttpRequest request)
    {
        if (ContentCoding.Refuse(request) is { } unsupported)
            return unsupported;
        if (
            BodyMediaType.Read(request) is { } type
            && (
                type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            )
        )
            return null;
        return BodyMediaType.Refuse(["application/json"]);
    }
}
