using System.Reflection;
using Leadgate.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>The events of the log, which operators filter by.</summary>
public sealed class LogEventTests
{
    [Fact]
    public void Each_event_has_a_number_of_its_own()
    {
        var numbers = typeof(LeadgateApp)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.DoesNotContain(0, numbers);
    }
}
