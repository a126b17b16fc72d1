using System.Globalization;
using Microsoft.OpenApi;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>
/// Finds what of a released API a later one breaks: what went away, what requests may no longer have, and what responses no longer hold to
/// (docs/versioning.md). What was added is no break.
/// </summary>
internal sealed class ApiComparison
{
    private readonly List<string> _breaks = [];

    /// <summary>Pairs of schemas that were compared, by their names and whether in a request. A schema may refer to itself.</summary>
    private readonly HashSet<(string, string, bool)> _compared = [];

    private ApiComparison() { }

    public static IReadOnlyList<string> FindBreaks(OpenApiDocument released, OpenApiDocument current)
    {
        var comparison = new ApiComparison();
        foreach (var (path, item) in released.Paths)
            comparison.ComparePath(path, item, current.Paths.GetValueOrDefault(path));
        return comparison._breaks;
    }

    private void ComparePath(string path, IOpenApiPathItem released, IOpenApiPathItem? current)
    {
        foreach (var (method, operation) in released.Operations ?? [])
        {
            var name = $"{method} {path}";
            if (current?.Operations?.GetValueOrDefault(method) is { } now)
                CompareOperation(name, operation, now);
            else
                _breaks.Add($"{name}: it no longer exists.");
        }
    }

    private void CompareOperation(string name, OpenApiOperation released, OpenApiOperation current)
    {
        if (released.OperationId != current.OperationId)
            _breaks.Add(
                $"{name}: its operationId is {current.OperationId} and was {released.OperationId}; methods of generated clients change."
            );
        CompareParameters(name, released, current);
        if (released.RequestBody is { } body)
            CompareRequest(name, body, current.RequestBody);
        else if (current.RequestBody?.Required == true)
            _breaks.Add($"{name}: it now requires a body.");
        foreach (var (status, response) in released.Responses ?? [])
        {
            if (current.Responses?.TryGetValue(status, out var now) == true)
                CompareResponse($"{name}, response {status}", response, now);
            else
                _breaks.Add($"{name}: it no longer has the response {status}.");
        }
    }

    private void CompareParameters(string name, OpenApiOperation released, OpenApiOperation current)
    {
        foreach (var parameter in released.Parameters ?? [])
        {
            if (Find(current, parameter) is not { } now)
            {
                _breaks.Add($"{name}: the {parameter.In} parameter {parameter.Name} no longer exists.");
                continue;
            }

            if (now.Required && !parameter.Required)
                _breaks.Add($"{name}: the {parameter.In} parameter {parameter.Name} is now required.");
            CompareSchema($"{name}, parameter {parameter.Name}", parameter.Schema, now.Schema, isRequest: true);
        }

        foreach (var added in (current.Parameters ?? []).Where(parameter => parameter.Required && Find(released, parameter) is null))
            _breaks.Add($"{name}: the new {added.In} parameter {added.Name} is required.");

        static IOpenApiParameter? Find(OpenApiOperation operation, IOpenApiParameter like) =>
            operation.Parameters?.FirstOrDefault(parameter => (parameter.Name, parameter.In) == (like.Name, like.In));
    }

    private void CompareRequest(string name, IOpenApiRequestBody released, IOpenApiRequestBody? current)
    {
        if (current?.Required == true && !released.Required)
            _breaks.Add($"{name}: the body is now required.");
        foreach (var (type, content) in released.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (current?.Content?.TryGetValue(type, out var now) == true)
                CompareSchema($"{name}, request", content.Schema, now.Schema, isRequest: true);
            else
                _breaks.Add($"{name}: it no longer takes {type}.");
        }
    }

    private void CompareResponse(string name, IOpenApiResponse released, IOpenApiResponse current)
    {
        foreach (var header in released.Headers?.Keys.Where(header => current.Headers?.ContainsKey(header) != true) ?? [])
            _breaks.Add($"{name}: it no longer has the header {header}.");
        foreach (var (type, content) in released.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (current.Content?.TryGetValue(type, out var now) == true)
                CompareSchema(name, content.Schema, now.Schema, isRequest: false);
            else
                _breaks.Add($"{name}: it is no longer {type}.");
        }
    }

    private void CompareSchema(string name, IOpenApiSchema? released, IOpenApiSchema? current, bool isRequest)
    {
        if (released is null || current is null)
        {
            if (released is not null)
                _breaks.Add($"{name}: it is no longer described.");
            return;
        }

        if (
            released is OpenApiSchemaReference { Reference.Id: { } id }
            && current is OpenApiSchemaReference { Reference.Id: { } currentId }
            && !_compared.Add((id, currentId, isRequest))
        )
            return;
        CompareTypes(name, released, current, isRequest);
        CompareValues(name, released, current, isRequest);
        if (isRequest)
            CompareLimits(name, released, current);
        CompareMembers(name, released, current, isRequest);
        if (released.Items is { } items)
            CompareSchema(name + "[]", items, current.Items, isRequest);
        if (released.AdditionalProperties is { } values)
            CompareSchema(name + ".*", values, current.AdditionalProperties, isRequest);
        CompareChoices(name, released.OneOf, current.OneOf, isRequest);
        CompareChoices(name, released.AnyOf, current.AnyOf, isRequest);
    }

    /// <summary>A request may have at least what it could have; a response may have at most that.</summary>
    private void CompareTypes(string name, IOpenApiSchema released, IOpenApiSchema current, bool isRequest)
    {
        var (before, now) = (Widen(released.Type), Widen(current.Type));
        if (isRequest ? (before & ~now) != 0 : (now & ~before) != 0)
            _breaks.Add($"{name}: its type is {current.Type} and was {released.Type}.");

        // Without a type, anything is allowed. Each integer is a number.
        static JsonSchemaType Widen(JsonSchemaType? type) =>
            type switch
            {
                null or 0 => (JsonSchemaType)~0,
                var some when some.Value.HasFlag(JsonSchemaType.Number) => some.Value | JsonSchemaType.Integer,
                var some => some.Value,
            };
    }

    private void CompareValues(string name, IOpenApiSchema released, IOpenApiSchema current, bool isRequest)
    {
        var (before, now) = (Read(released), Read(current));
        if (before.Count > 0 && now.Count > 0 && before.Except(now).ToList() is { Count: > 0 } gone)
            _breaks.Add($"{name}: it can no longer be {string.Join(", ", gone)}.");
        if (isRequest && before.Count == 0 && now.Count > 0)
            _breaks.Add($"{name}: it could be anything and must now be one of {string.Join(", ", now)}.");

        static IReadOnlyList<string> Read(IOpenApiSchema schema) =>
            [.. (schema.Enum ?? []).Select(value => value?.ToJsonString() ?? "null")];
    }

    private void CompareLimits(string name, IOpenApiSchema released, IOpenApiSchema current)
    {
        CompareLimit("maximum length", released.MaxLength, current.MaxLength, isMaximum: true);
        CompareLimit("minimum length", released.MinLength, current.MinLength, isMaximum: false);
        CompareLimit("maximum number of items", released.MaxItems, current.MaxItems, isMaximum: true);
        CompareLimit("minimum number of items", released.MinItems, current.MinItems, isMaximum: false);
        CompareLimit("maximum", Parse(released.Maximum), Parse(current.Maximum), isMaximum: true);
        CompareLimit("minimum", Parse(released.Minimum), Parse(current.Minimum), isMaximum: false);
        if (current.Pattern is not null && current.Pattern != released.Pattern)
            _breaks.Add($"{name}: its pattern is {current.Pattern} and was {released.Pattern ?? "none"}.");
        if (current.Format is not null && current.Format != released.Format)
            _breaks.Add($"{name}: its format is {current.Format} and was {released.Format ?? "none"}.");

        void CompareLimit(string limit, decimal? before, decimal? now, bool isMaximum)
        {
            if (now is null || (before is not null && (isMaximum ? now >= before : now <= before)))
                return;
            _breaks.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: its {limit} is {now} and was {before?.ToString(CultureInfo.InvariantCulture) ?? "none"}."
                )
            );
        }

        static decimal? Parse(string? number) =>
            number is null ? null : decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void CompareMembers(string name, IOpenApiSchema released, IOpenApiSchema current, bool isRequest)
    {
        var (before, now) = (Members(released), Members(current));
        foreach (var (member, schema) in before)
        {
            if (now.TryGetValue(member, out var other))
                CompareSchema($"{name}.{member}", schema, other, isRequest);
            else
                _breaks.Add($"{name}: the member {member} no longer exists.");
        }

        var (required, requiredNow) = (Required(released), Required(current));
        if (isRequest)
            _breaks.AddRange(requiredNow.Except(required).Select(member => $"{name}: the member {member} is now required."));
        else
            _breaks.AddRange(
                required.Except(requiredNow).Where(now.ContainsKey).Select(member => $"{name}: the member {member} may now be absent.")
            );
    }

    private void CompareChoices(string name, IList<IOpenApiSchema>? released, IList<IOpenApiSchema>? current, bool isRequest)
    {
        if (released is null or { Count: 0 })
            return;
        if (current?.Count != released.Count)
        {
            _breaks.Add($"{name}: it has {current?.Count ?? 0} choices and had {released.Count}.");
            return;
        }

        for (var i = 0; i < released.Count; i++)
            CompareSchema(name, released[i], current[i], isRequest);
    }

    /// <summary>The members of an object, with those of what it extends.</summary>
    private static Dictionary<string, IOpenApiSchema> Members(IOpenApiSchema schema) =>
        (schema.AllOf ?? []).SelectMany(Members).Concat(schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).ToDictionary();

    private static IReadOnlySet<string> Required(IOpenApiSchema schema) =>
        (schema.AllOf ?? []).SelectMany(Required).Concat(schema.Required ?? new HashSet<string>()).ToHashSet();
}
