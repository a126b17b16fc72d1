using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leadgate.Server.Deprecations;

/// <summary>Marks operations and parameters of the OpenAPI document that are deprecated.</summary>
internal sealed class DeprecationTransformer(DeprecationList list) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var deprecation in list.Find(context.Description.HttpMethod, context.Description.RelativePath))
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"**Deprecated** since {deprecation.Since:yyyy-MM-dd}; works until {deprecation.Sunset:yyyy-MM-dd}. "
                    + $"{deprecation.Instead.English}"
            );
            if (deprecation.Parameter is null)
            {
                operation.Deprecated = true;
                operation.Description = $"{text}\n\n{operation.Description}";
                continue;
            }

            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                if (parameter.Name == deprecation.Parameter && parameter.In == ParameterLocation.Query)
                    (parameter.Deprecated, parameter.Description) = (true, $"{text} {parameter.Description}");
            }
        }

        return Task.CompletedTask;
    }
}
