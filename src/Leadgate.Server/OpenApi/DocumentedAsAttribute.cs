namespace Leadgate.Server.OpenApi;

/// <summary>
/// The type that the OpenAPI document shows for a parameter which its handler reads as text, so that a wrong value gets a problem with an
/// explanation.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class DocumentedAsAttribute(Type type) : Attribute
{
    public Type Type => type;
}
