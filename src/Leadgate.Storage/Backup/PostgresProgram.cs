using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Leadgate.Storage.Backup;

/// <summary>
/// A program that comes with PostgreSQL. It gets the address of the server in libpq's environment variables (PostgreSQL manual 34.15), so
/// that no password is on a command line, where every account of the machine could read it.
/// </summary>
internal sealed partial class PostgresProgram
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Variables that would override the address; they must not be inherited.</summary>
    private static readonly string[] NotInherited = ["PGSERVICE", "PGHOSTADDR", "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS"];

    private readonly string _path;
    private readonly IReadOnlyDictionary<string, string?> _environment;

    private PostgresProgram(string path, IReadOnlyDictionary<string, string?> environment) => (_path, _environment) = (path, environment);

    /// <summary>Finds a program that fits a server.</summary>
    /// <param name="name"><c>pg_dump</c> or <c>pg_restore</c>.</param>
    /// <param name="address">The address of the store.</param>
    /// <param name="server">
    /// An open connection to the server that the program connects to: the primary, where the address names several.
    /// </param>
    /// <exception cref="StoreSetupException">None was found, or only older ones.</exception>
    public static async Task<PostgresProgram> FindAsync(
        string name,
        NpgsqlConnectionStringBuilder address,
        NpgsqlConnection server,
        CancellationToken cancellation
    )
    {
        var environment = CreateEnvironment(address, server);
        var found = new List<(string Path, int Version)>();
        foreach (
            var path in Folders()
                .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
                .Where(File.Exists)
        )
        {
            if (await ReadVersionAsync(path, environment, cancellation).ConfigureAwait(false) is { } version)
                found.Add((path, version));
        }

        var needed = server.PostgreSqlVersion.Major;
        var newest = found.Count == 0 ? "none was found" : $"the newest here is {found.Max(one => one.Version)}";
        return Choose(found, needed) is { } chosen
            ? new PostgresProgram(chosen, environment)
            : throw new StoreSetupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} {needed} or later is needed for this server, on PATH or under {Debian}; {newest}. "
                        + $"Install the package postgresql-client-{needed}."
                )
            );
    }

    /// <summary>
    /// The oldest that is at least of the server's version: an older one refuses the server, and a much newer one sets what the server
    /// does not know yet.
    /// </summary>
    public static string? Choose(IEnumerable<(string Path, int Version)> found, int needed) =>
        found.Where(one => one.Version >= needed).OrderBy(one => one.Version).Select(one => one.Path).FirstOrDefault();

    /// <returns>The major version of a program; null of one that cannot be started, or is something else.</returns>
    private static async Task<int?> ReadVersionAsync(
        string path,
        IReadOnlyDictionary<string, string?> environment,
        CancellationToken cancellation
    )
    {
        try
        {
            var text = await new PostgresProgram(path, environment).RunAsync(["--version"], cancellation).ConfigureAwait(false);
            return Version().Match(text) is { Success: true } version
                ? int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture)
                : null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or StoreSetupException)
        {
            return null;
        }
    }

    private static Dictionary<string, string?> CreateEnvironment(NpgsqlConnectionStringBuilder address, NpgsqlConnection server)
    {
        var environment = NotInherited.ToDictionary(name => name, _ => (string?)null);
        environment["PGHOST"] = server.Host;
        environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        environment["PGDATABASE"] = server.Database;
        environment["PGAPPNAME"] = "leadgate";
        environment["LC_ALL"] = "C";
        Set("PGUSER", address.Username);
        Set("PGPASSWORD", address.Password);
        Set("PGPASSFILE", address.Passfile);
        Set("PGOPTIONS", address.Options);
        Set("PGSSLROOTCERT", address.RootCertificate);
        Set("PGSSLCERT", address.SslCertificate);
        Set("PGSSLKEY", address.SslKey);
        Set(
            "PGSSLMODE",
            address.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            }
        );
        return environment;

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                environment[name] = value;
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="cancellation">Kills the program.</param>
    /// <returns>What it wrote to its output.</returns>
    /// <exception cref="StoreSetupException">It failed; the message is the first of its own.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(_path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new StoreSetupException($"{_path} cannot be started.");
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None)
        );
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return process.ExitCode == 0
            ? await output.ConfigureAwait(false)
            : throw new StoreSetupException(
                $"{Path.GetFileName(_path)} failed: {FirstLine(await error.ConfigureAwait(false), process.ExitCode)}"
            );
    }

    /// <summary>The first line with an error; the lines after it may quote rows.</summary>
    /// <param name="error">What it wrote to its error output.</param>
    /// <param name="exitCode">How it ended.</param>
    public static string FirstLine(string error, int exitCode)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line =
            lines.FirstOrDefault(line => line.Contains("error: ", StringComparison.Ordinal))
            ?? lines.FirstOrDefault()
            ?? string.Create(CultureInfo.InvariantCulture, $"it ended with {exitCode}");
        var at = line.IndexOf("error: ", StringComparison.Ordinal);
        return at < 0 ? line : line[(at + "error: ".Length)..];
    }

    private static IEnumerable<string> Folders() =>
        (Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Select(folder => Path.Combine(folder, "bin")) : []).Concat(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        );

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)")]
    private static partial Regex Version();
}
