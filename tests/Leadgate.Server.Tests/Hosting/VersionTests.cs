using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>The version of the program follows from the tags of the repository.</summary>
public sealed class VersionTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Version_is_semantic_and_the_same_wherever_it_is_shown()
    {
        Assert.Matches(@"^[1-9]\d*\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", LeadgateApp.Version);
        var (exitCode, output, _) = await ServiceProcess.RunToEndAsync("--version");
        Assert.Equal((0, LeadgateApp.Version), (exitCode, output.Trim().Split('+')[0]));
        Assert.Equal(LeadgateApp.Version, (await server.Client.GetJsonAsync(Routes.Live)).GetProperty("version").GetString());
        var document = await server.Client.GetJsonAsync(Routes.OpenApi);
        Assert.Equal("v1", document.GetProperty("info").GetProperty("version").GetString());
    }
}
