using System.ComponentModel;
using System.Diagnostics;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability.PowerCut;

/// <summary>The library of <c>powercut.c</c>, built with the C compiler of the machine.</summary>
internal static class RecordingLibrary
{
    private const string NoCompiler = "This test needs a C compiler named cc (the package gcc).";

    /// <summary>Builds it. Without a compiler the test is skipped, and fails in continuous integration (CI=true).</summary>
    public static async Task BuildAsync(string library)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux preloads a library into a process.");
        var source = Repository.Path("tests", "Leadgate.Server.Tests", "Durability", "PowerCut", "powercut.c");
        using var compiler = Start("-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", library, source);
        if (compiler is null)
        {
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), NoCompiler);
            Assert.Fail(NoCompiler);
        }

        var error = await compiler.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(compiler.ExitCode == 0, error);
    }

    /// <summary>The variables that make a process record what it does to a folder.</summary>
    public static (string Name, string Value)[] Variables(string library, string folder, string log) =>
        [("LD_PRELOAD", library), ("POWERCUT_FOLDER", folder), ("POWERCUT_LOG", log)];

    private static Process? Start(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("cc", arguments) { RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
