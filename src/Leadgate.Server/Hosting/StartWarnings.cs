using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>What a start warns of, and <c>check-config</c> before it: settings that work, and that an operator hardly wants.</summary>
internal static class StartWarnings
{
    /// <param name="ignored">Settings of the framework that do not count.</param>
    public static void Report(LeadgateSettings settings, IReadOnlyList<string> ignored, ILogger log)
    {
        if (ignored.Count > 0)
            Log.ConfigurationIgnored(log, string.Join(", ", ignored));
        foreach (var (name, meant) in ServiceVariables.FindUnknown(Environment.GetEnvironmentVariables()))
            Log.VariableIgnored(log, name, meant is null ? "All settings are in docs/settings.md." : $"Did you mean {meant}?");
        if (settings.IsReachableWithoutTls)
            Log.NoTls(log, settings.AllUrls.Trim(';'));
        var open = settings.Database.FindFilesOpenToOthers().Concat(OwnerOnly.FindOpenToOthers(settings.AuditFiles.Private));
        if (string.Join(", ", open) is { Length: > 0 } files)
            Log.FilesOpenToOthers(log, files);
        if (string.Join(", ", OwnerOnly.FindReadableByEverybody(settings.SecretFiles)) is { Length: > 0 } secrets)
            Log.SecretsReadable(log, secrets);
    }
}
