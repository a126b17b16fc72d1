using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract.Problems;

namespace Leadgate.Server.Http;

/// <summary>
/// Finds members of a JSON request that its record does not have, or that appear twice (promise 2.9). The serializer could reject unknown
/// members itself, but says which one only in the text of an exception.
/// </summary>
internal static class RequestMembers
{
    /// <param name="parameters">The query parameters of the route.</param>
    /// <returns>The problem of the first such member, or null.</returns>
    public static Problem? Check(JsonElement json, JsonTypeInfo type, IReadOnlyList<string> parameters)
    {
        switch (type.Kind, json.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                return CheckObject(json, type, parameters);
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var elements = RequestJson.Options.GetTypeInfo(type.ElementType!);
                return json.EnumerateArray()
                    .Select(element => Check(element, elements, parameters))
                    .FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private static Problem? CheckObject(JsonElement json, JsonTypeInfo type, IReadOnlyList<string> parameters)
    {
        var seen = new HashSet<JsonPropertyInfo>();
        foreach (var member in json.EnumerateObject())
        {
            var known = type.Properties.FirstOrDefault(property => property.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            if (known is null)
                return UnknownName.Member(member.Name, [.. type.Properties.Select(property => property.Name)], parameters);
            if (!seen.Add(known))
            {
                return new Problem(
                    ProblemType.InvalidParameter,
                    $"{known.Name} appears more than once. Send it once.",
                    $"ورد {known.Name} أكثر من مرة. أرسله مرة واحدة."
                );
            }

            if (Check(member.Value, RequestJson.Options.GetTypeInfo(known.PropertyType), parameters) is { } nested)
                return nested;
        }

        return null;
    }
}
