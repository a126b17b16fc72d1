namespace Leadgate.Server.Hosting;

/// <summary>
/// The framework takes settings of its own from environment variables and from files beside the program. They could open addresses that
/// <see cref="LeadgateSettings"/> does not know, on which depends who needs an API key; lift limits; or log what must not be logged. So all
/// are ignored, except those that have no counterpart here: certificates for TLS, and OpenTelemetry's.
/// </summary>
internal static class HostConfiguration
{
    private const string Certificates = "Kestrel:Certificates:";
    private const string OpenTelemetry = "OTEL_";

    /// <summary>What an operator may have set in the belief that it counts. Container images set ports by default.</summary>
    private static readonly string[] Expected = ["Kestrel:", "Logging:", "urls", "AllowedHosts", "shutdownTimeoutSeconds"];

    /// <returns>The names of settings that an operator may believe to count, and that do not.</returns>
    public static IReadOnlyList<string> Restrict(ConfigurationManager configuration)
    {
        var given = configuration.AsEnumerable().Where(entry => entry.Value is not null).ToList();
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection(given.Where(entry => IsAllowed(entry.Key)));
        return
        [
            .. given
                .Select(entry => entry.Key)
                .Where(name => !IsAllowed(name) && Expected.Any(expected => IsSameOrBelow(name, expected)))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsAllowed(string name) =>
        name.StartsWith(Certificates, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(OpenTelemetry, StringComparison.OrdinalIgnoreCase);

    private static bool IsSameOrBelow(string name, string expected) =>
        expected.EndsWith(':')
            ? name.StartsWith(expected, StringComparison.OrdinalIgnoreCase)
            : name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
