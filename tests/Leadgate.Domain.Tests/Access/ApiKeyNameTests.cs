using Leadgate.Domain.Access;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Access;

[Promise("10.1")]
public sealed class ApiKeyNameTests
{
    [Theory]
    [InlineData("web-site")]
    [InlineData("موقع الشركة")]
    public void A_name_of_printable_characters_is_valid(string name) => Assert.Null(ApiKey.ValidateName(name, "anonymous"));

    [Theory]
    [InlineData("a\u202eb")]
    [InlineData("a\u200fb")]
    [InlineData("a\u2066b")]
    [InlineData("a\ufeffb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\U000e0041b")]
    [InlineData("a\nb")]
    public void A_name_with_control_or_format_characters_is_rejected(string name) => Assert.NotNull(ApiKey.ValidateName(name, "anonymous"));
}
