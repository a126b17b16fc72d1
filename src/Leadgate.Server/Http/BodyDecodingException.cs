namespace Leadgate.Server.Http;

/// <summary>A body is not compressed as its <c>Content-Encoding</c> says, or not completely.</summary>
internal sealed class BodyDecodingException(ContentCoding coding, Exception cause)
    : Exception($"The body is not valid {coding.Name}.", cause)
{
    public string Coding => coding.Name;
}
