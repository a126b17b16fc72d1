using System.Runtime.Versioning;
using Leadgate.Publish;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Publishing;

/// <summary>The scripts of the Debian package, with programs that only note how they were called in place of those of the system.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PackageScriptTests
{
    private const string Settings = "/etc/leadgate/leadgate.conf";

    [Theory]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("1.2.2", true, false)]
    [InlineData("1.2.2", false, false)]
    public async Task Only_the_first_installation_says_who_reads_the_settings_if_they_are_there(string before, bool areThere, bool isSet)
    {
        var calls = await RunAsync("postinst", areThere, "configure", before);
        Assert.Equal(isSet, calls.Contains("chgrp leadgate SETTINGS"));
        Assert.Contains("deb-systemd-invoke start leadgate.service", calls);
    }

    [Fact]
    public async Task An_upgrade_stops_backups_and_the_service_and_starts_what_was_enabled_though_the_service_had_failed()
    {
        Assert.Equal(
            [
                "deb-systemd-invoke stop leadgate-backup.timer",
                "deb-systemd-invoke stop leadgate-backup.service",
                "deb-systemd-invoke stop leadgate.service",
            ],
            await RunAsync("prerm", areSettingsThere: true, "upgrade", "1.2.3")
        );
        var calls = await RunAsync("postinst", areSettingsThere: true, "configure", "1.2.2");
        Assert.Contains("deb-systemd-helper update-state leadgate-backup.timer", calls);
        Assert.Equal(
            [
                "systemctl --system daemon-reload",
                "systemctl --system reset-failed leadgate.service",
                "deb-systemd-invoke start leadgate.service",
                "systemctl --system --quiet is-enabled leadgate-backup.timer",
                "deb-systemd-invoke start leadgate-backup.timer",
            ],
            calls.TakeLast(5)
        );
    }

    /// <summary>Runs a script to its end, which must be a good one, and returns what it called.</summary>
    private static async Task<List<string>> RunAsync(string name, bool areSettingsThere, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var (settings, script) = (folder.Path("settings"), folder.Path("script"));
        if (areSettingsThere)
            await File.WriteAllTextAsync(settings, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            script,
            // The folder says that systemd runs.
            Repository
                .Read("packaging", "debian", name)
                .Replace(Settings, settings, StringComparison.Ordinal)
                .Replace("/run/systemd/system", folder.Path(""), StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        var program = folder.Path("program");
        await File.WriteAllTextAsync(
            program,
            $"#!/bin/sh\necho \"${{0##*/}} $*\" >> '{folder.Path("calls")}'\n",
            TestContext.Current.CancellationToken
        );
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(folder.Path("bin"));
        foreach (
            var one in (string[])["getent", "adduser", "install", "chgrp", "chmod", "systemctl", "deb-systemd-helper", "deb-systemd-invoke"]
        )
            File.CreateSymbolicLink(Path.Combine(folder.Path("bin"), one), program);
        await Command.RunAsync("/", "/bin/sh", [script, .. arguments], TestContext.Current.CancellationToken, ("PATH", folder.Path("bin")));
        return
        [
            .. (await File.ReadAllLinesAsync(folder.Path("calls"), TestContext.Current.CancellationToken)).Select(call =>
                call.Replace(settings, "SETTINGS", StringComparison.Ordinal)
            ),
        ];
    }
}
