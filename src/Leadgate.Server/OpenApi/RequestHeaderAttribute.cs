namespace Leadgate.Server.OpenApi;

/// <summary>A header of a request that its handler reads by itself.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RequestHeaderAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;

    public string? Example { get; init; }
}
