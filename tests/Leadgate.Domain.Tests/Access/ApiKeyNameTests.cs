using Leadgate.Domain.Access;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Access;

/// <summary>The names of API keys.</summary>
[Promise("10.1")]
public sealed class ApiKeyNameTests
{
    [Theory]
    [InlineData("web-site")]
    [InlineData("موقع الشركة")]
    public void A_name_is_printed_characters(string name) => Assert.Null(ApiKey.ValidateName(name, "anonymous"));

    [Theory]
    [InlineData("a\u202eb")]
    [InlineData("a\u200fb")]
    [InlineData("a\u2066b")]
    [InlineData("a\ufeffb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\U000e0041b")]
    [InlineData("a\nb")]
    public void No_name_holds_what_is_not_seen_and_turns_what_is(string name) => Assert.NotNull(ApiKey.ValidateName(name, "anonymous"));
}
