using System.Text.Json.Serialization;

namespace Leadgate.Server.Console.LeadList;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArrivalsText))]
internal sealed partial class ArrivalsJson : JsonSerializerContext;
