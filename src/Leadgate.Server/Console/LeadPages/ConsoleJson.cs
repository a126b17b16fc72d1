using System.Text.Json.Serialization;

namespace Leadgate.Server.Console.LeadPages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LeadItems))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
