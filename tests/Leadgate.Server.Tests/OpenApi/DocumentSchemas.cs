using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>The schemas of an OpenAPI document, as JSON schemas that stand alone.</summary>
internal sealed partial class DocumentSchemas
{
    /// <summary>By their text: most examples share the schema of a problem.</summary>
    private readonly Dictionary<string, Task<JsonSchema>> _complete = [];

    private readonly JsonObject _components;

    /// <param name="document">The OpenAPI document.</param>
    /// <param name="isClosed">Whether objects may only have the properties that are described.</param>
    public DocumentSchemas(string document, bool isClosed)
    {
        var local = document.Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        _components = JsonNode.Parse(local)!["components"]!["schemas"]!.AsObject();
        foreach (var (_, schema) in _components)
        {
            IncludeParent(schema!.AsObject());
            if (isClosed && schema["properties"] is not null && schema["additionalProperties"] is null)
                schema["additionalProperties"] = false;
        }
    }

    public Task<JsonSchema> GetAsync(string name) => CompleteAsync(_components[name]!.DeepClone().AsObject());

    /// <summary>A schema that stands where it is used.</summary>
    public Task<JsonSchema> GetInlineAsync(string schema) =>
        CompleteAsync(JsonNode.Parse(schema.Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal))!.AsObject());

    /// <summary>A closed schema can't extend another one, so its parent's members become its own.</summary>
    private void IncludeParent(JsonObject schema)
    {
        if (schema["allOf"]?[0]?["$ref"]?.GetValue<string>() is not { } reference)
            return;
        schema.Remove("allOf");
        var parent = _components[reference["#/definitions/".Length..]]!;
        foreach (var (name, property) in parent["properties"]!.AsObject())
            schema["properties"]![name] = property!.DeepClone();
        foreach (var name in parent["required"]!.AsArray())
            schema["required"]!.AsArray().Add(name!.DeepClone());
    }

    private Task<JsonSchema> CompleteAsync(JsonObject schema)
    {
        var text = schema.ToJsonString();
        if (!_complete.TryGetValue(text, out var complete))
        {
            var definitions = new JsonObject();
            AddReferenced(text, definitions);
            schema["definitions"] = definitions;
            _complete[text] = complete = JsonSchema.FromJsonAsync(schema.ToJsonString(), TestContext.Current.CancellationToken);
        }

        return complete;
    }

    /// <summary>Adds the schemas that a schema refers to, and those that these refer to.</summary>
    private void AddReferenced(string schema, JsonObject definitions)
    {
        foreach (Match reference in Reference().Matches(schema))
        {
            var name = reference.Groups["name"].Value;
            if (definitions.ContainsKey(name))
                continue;
            var text = _components[name]!.ToJsonString();
            definitions[name] = JsonNode.Parse(text);
            AddReferenced(text, definitions);
        }
    }

    [GeneratedRegex("#/definitions/(?<name>[A-Za-z0-9_.]+)")]
    private static partial Regex Reference();
}
