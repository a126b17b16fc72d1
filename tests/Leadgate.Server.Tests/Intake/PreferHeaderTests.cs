using Leadgate.Server.Intake;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>How the header <c>Prefer</c> is read (RFC 7240).</summary>
[Promise("6.5")]
public sealed class PreferHeaderTests
{
    [Theory]
    [InlineData(false, "handling=lenient, handling=strict")]
    [InlineData(true, "handling=strict, handling=lenient")]
    [InlineData(false, "handling=lenient", "handling=strict")]
    [InlineData(true, "handling=strict", "handling=lenient")]
    [InlineData(false, "handling, handling=strict")]
    [InlineData(true, "respond-async, HANDLING=\"strict\"; a=b")]
    public void Of_a_preference_given_twice_the_first_counts(bool isStrict, params string[] headers)
    {
        var read = Preferences.Read(headers);
        Assert.Equal(isStrict, read.IsStrict);
        Assert.Equal(isStrict, read.Applied.Contains("handling=strict", StringComparison.Ordinal));
    }
}
