using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract;

namespace Leadgate.Server.Http;

/// <summary>
/// How bodies are read: as the contract writes them, except that members may be missing (the services check mandatory members and report
/// them as problems), and that numbers may be strings.
/// </summary>
internal static class RequestJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = ContractJson.Default.WithAddedModifier(MakeMembersOptional) };

    private static void MakeMembersOptional(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired = false;
    }
}
