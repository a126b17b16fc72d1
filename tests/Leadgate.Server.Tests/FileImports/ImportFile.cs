using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Leadgate.Server.Tests.FileImports;

/// <summary>Files of leads for tests.</summary>
internal static class ImportFile
{
    /// <summary>Leads as separated values: a column for each property of the first one, and of its vehicle.</summary>
    public static string Csv(params IReadOnlyList<JsonObject> leads)
    {
        var names = leads[0].Where(member => member.Key != "vehicles").Select(member => member.Key).ToList();
        var vehicle = leads[0]["vehicles"]![0]!.AsObject().Select(member => member.Key).ToList();
        var text = new StringBuilder(string.Join(',', names.Concat(vehicle)) + "\r\n");
        foreach (var lead in leads)
        {
            var cells = names.Select(name => lead[name]).Concat(vehicle.Select(name => lead["vehicles"]?[0]?[name]));
            text.Append(string.Join(',', cells.Select(Quote))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Quote(JsonNode? value)
    {
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "";
        return '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
