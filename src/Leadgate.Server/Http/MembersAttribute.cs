namespace Leadgate.Server.Http;

/// <summary>Names the members of a body, for the problem that a body which is not JSON gets.</summary>
/// <param name="english">The members, in English.</param>
/// <param name="arabic">The members, in Arabic.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class MembersAttribute(string english, string arabic) : Attribute
{
    public string English => english;

    public string Arabic => arabic;
}
