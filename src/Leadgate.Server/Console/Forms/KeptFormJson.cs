using System.Text.Json.Serialization;

namespace Leadgate.Server.Console.Forms;

[JsonSerializable(typeof(KeptForm))]
internal sealed partial class KeptFormJson : JsonSerializerContext;
