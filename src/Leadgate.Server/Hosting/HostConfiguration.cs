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

    /// <summary>The files of the certificate that Kestrel uses by default, by the names of the variables.</summary>
    public static readonly IReadOnlyList<string> CertificateFiles =
    [
        "Kestrel__Certificates__Default__Path",
        "Kestrel__Certificates__Default__KeyPath",
    ];

    /// <summary>What an operator may have set in the belief that it counts. Container images set ports by default.</summary>
    private static readonly string[] Expected = ["Kestrel:", "Logging:", "urls", "AllowedHosts", "shutdownTimeoutSeconds"];

    /// <param name="file">Allowed settings of a file, by their names as variables. Those of the environment take precedence.</param>
    /// <returns>The names of settings that an operator may believe to count, and that do not.</returns>
    public static IReadOnlyList<string> Restrict(ConfigurationManager configuration, IReadOnlyDictionary<string, string> file)
    {
        var given = configuration.AsEnumerable().Where(entry => entry.Value is not null).ToList();
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection(file.Select(entry => KeyValuePair.Create(GetKey(entry.Key), (string?)entry.Value)));
        configuration.AddInMemoryCollection(given.Where(entry => IsAllowed(entry.Key)));
        return
        [
            .. given
                .Select(entry => entry.Key)
                .Where(name => !IsAllowed(name) && Expected.Any(expected => IsSameOrBelow(name, expected)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The variables of this process that a start would name as ignored.</summary>
    public static IReadOnlyList<string> FindIgnoredVariables()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_");
        return Restrict(configuration, new Dictionary<string, string>());
    }

    /// <summary>Whether the framework may have a setting, by its name as an environment variable.</summary>
    public static bool IsAllowedVariable(string name) => IsAllowed(GetKey(name));

    private static string GetKey(string variable) => variable.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    private static bool IsAllowed(string name) =>
        name.StartsWith(Certificates, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(OpenTelemetry, StringComparison.OrdinalIgnoreCase);

    private static bool IsSameOrBelow(string name, string expected) =>
        expected.EndsWith(':')
            ? name.StartsWith(expected, StringComparison.OrdinalIgnoreCase)
            : name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
