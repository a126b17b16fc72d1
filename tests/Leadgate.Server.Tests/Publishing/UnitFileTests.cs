using System.Globalization;
using Leadgate.Server.Hosting;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>The unit and the settings of the Debian package.</summary>
public sealed class UnitFileTests
{
    private static readonly ILookup<string, string> Unit = Repository
        .Read("packaging", "debian", "leadgate.service")
        .Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .ToLookup(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1]);

    [Fact]
    public void Systemd_waits_longer_than_the_service_needs_to_stop() =>
        Assert.True(
            int.Parse(Unit["TimeoutStopSec"].Single(), CultureInfo.InvariantCulture)
                >= int.Parse(Setting.StopSeconds.Default, CultureInfo.InvariantCulture) + 30
        );

    [Fact]
    public void The_settings_of_the_package_exist_and_lead_to_the_folder_that_the_unit_makes()
    {
        Assert.Equal(["LEADGATE_CONFIG=/etc/leadgate/leadgate.conf"], Unit["Environment"]);
        var lines = Repository
            .Read("packaging", "debian", "leadgate.conf")
            .Split('\n')
            .Where(line => line.StartsWith("LEADGATE_", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line.Split('=')[0], Setting.All.Select(setting => setting.Variable)));
        Assert.Contains($"{Setting.Database.Variable}=sqlite:/var/lib/{Unit["StateDirectory"].Single()}/leadgate.db", lines);
        Assert.Equal(["0700"], Unit["StateDirectoryMode"]);
    }
}
