namespace Leadgate.Server.Http;

/// <summary>Marks a route whose responses have labels in the requested language.</summary>
internal sealed record LanguageMetadata : IQueryParameterMetadata
{
    public IEnumerable<string> ParameterNames => [RequestLanguage.Parameter];
}
