using Leadgate.Server.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Leadgate.Server.OpenApi;

/// <summary>Adds the bodies that handlers read by themselves to the description of the API.</summary>
internal sealed class BodyDescriptionProvider : IApiDescriptionProvider
{
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var description in context.Results)
        {
            if (
                description.ActionDescriptor.EndpointMetadata.OfType<BodyMetadata>().LastOrDefault()
                is not { Type: var type, MediaType: var mediaType }
            )
                continue;
            description.ParameterDescriptions.Add(
                new ApiParameterDescription
                {
                    Name = "body",
                    Source = BindingSource.Body,
                    Type = type,
                    IsRequired = true,
                }
            );
            description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = mediaType });
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }
}
