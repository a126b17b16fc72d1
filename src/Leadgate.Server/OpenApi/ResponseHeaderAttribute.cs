namespace Leadgate.Server.OpenApi;

/// <summary>A header of a response.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ResponseHeaderAttribute(int status, string name, string description, string example) : Attribute
{
    public int Status => status;

    public string Name => name;

    public string Description => description;

    public string Example => example;
}
