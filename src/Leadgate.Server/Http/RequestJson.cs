using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract;

namespace Leadgate.Server.Http;

/// <summary>
/// How bodies are read: as the contract writes them, but a missing member is no JSON error. The services check what is mandatory and say
/// so in words; and a number may be written as a text.
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
