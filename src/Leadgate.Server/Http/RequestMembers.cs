using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>
/// Finds members of a JSON request that its record does not have, or that appear twice (promise 2.9). The serializer could reject unknown
/// members itself, but says which one only in the text of an exception.
/// </summary>
internal static class RequestMembers
{
    /// <param name="parameters">The query parameters of the route.</param>
    /// <param name="path">Where the JSON is in the request, such as <c>items[2]</c>; empty for the whole.</param>
    /// <returns>The problem of the first such member, or null.</returns>
    public static Problem? Check(JsonElement json, JsonTypeInfo type, IReadOnlyList<string> parameters, string path = "")
    {
        switch (type.Kind, json.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                return CheckObject(json, type, parameters, path);
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var elements = RequestJson.Options.GetTypeInfo(type.ElementType!);
                return json.EnumerateArray()
                    .Select((element, index) => Check(element, elements, parameters, $"{path}[{index}]"))
                    .FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private static Problem? CheckObject(JsonElement json, JsonTypeInfo type, IReadOnlyList<string> parameters, string path)
    {
        var seen = new HashSet<JsonPropertyInfo>();
        foreach (var member in json.EnumerateObject())
        {
            var known = type.Properties.FirstOrDefault(property => property.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            if (known is null)
                return UnknownName.Member(member.Name, path, [.. type.Properties.Select(property => property.Name)], parameters);
            if (!seen.Add(known))
            {
                return new Problem(
                    ProblemType.InvalidParameter,
                    $"{known.Name} appears more than once{(path.Length == 0 ? "" : " in " + path)}. Send it once.",
                    $"ورد {known.Name} أكثر من مرة{(path.Length == 0 ? "" : " في " + BidiText.Ltr(path))}. أرسله مرة واحدة."
                );
            }

            var place = path.Length == 0 ? known.Name : $"{path}.{known.Name}";
            if (Check(member.Value, RequestJson.Options.GetTypeInfo(known.PropertyType), parameters, place) is { } nested)
                return nested;
        }

        return null;
    }
}
