using System.Reflection;
using Leadgate.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>The ids of log events, which operators use in filters.</summary>
public sealed class LogEventTests
{
    [Fact]
    public void Event_ids_are_unique()
    {
        var ids = typeof(LeadgateApp)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.DoesNotContain(0, ids);
    }
}
