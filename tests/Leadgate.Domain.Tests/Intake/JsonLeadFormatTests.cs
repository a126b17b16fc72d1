using Leadgate.Domain.Intake;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

[Promise("6.3")]
public sealed class JsonLeadFormatTests
{
    private readonly JsonLeadFormat _format = new();

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON", true)]
    [InlineData("text/json", true)]
    [InlineData("application/vnd.example+json", true)]
    [InlineData("application/x-ndjson", false)]
    [InlineData("application/json-seq", false)]
    [InlineData("application/xml", false)]
    [InlineData("text/csv", false)]
    [InlineData("json", false)]
    [InlineData("", false)]
    public void JSON_media_types_are_supported(string mediaType, bool isSupported) =>
        Assert.Equal(isSupported, _format.Supports(mediaType));

    [Fact]
    public void Named_media_types_are_supported() => Assert.All(_format.MediaTypes, mediaType => Assert.True(_format.Supports(mediaType)));
}
