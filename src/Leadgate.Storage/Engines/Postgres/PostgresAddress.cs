using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Reads an address in either form of libpq (PostgreSQL manual, section 34.1.1), which the driver does not read:
/// <c>//user:password@host:port,host:port/database?name=value</c> and <c>host=… port=… dbname=… user=… password='…'</c>. The driver's own
/// form, <c>Host=…;Database=…</c>, is left to the driver.
/// </summary>
internal static partial class PostgresAddress
{
    private const string Form = "Write the database as postgres://user:password@host:5432/database, several hosts with commas.";

    /// <summary>Names of libpq for which the driver has others.</summary>
    private static readonly Dictionary<string, string> DriverNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hostaddr"] = "Host",
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["target_session_attrs"] = "Target Session Attributes",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["sslrootcert"] = "Root Certificate",
    };

    /// <summary>Reads an address.</summary>
    /// <param name="text">What follows <c>postgres:</c>.</param>
    /// <exception cref="StoreSetupException">It cannot be read; the message never shows the password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var builder =
                text.StartsWith("//", StringComparison.Ordinal) ? FromUri(text[2..])
                : FindKeywords(text) is { } keywords ? FromKeywords(keywords)
                : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(builder.Host))
                throw new StoreSetupException("The database address has no host. " + Form);
            if (string.IsNullOrEmpty(builder.Database))
                throw new StoreSetupException("The database address has no database name. " + Form);
            // The driver reads ports when it connects, and quotes what it cannot read.
            if (!builder.Host.Split(',').All(HasValidPort))
                throw new StoreSetupException("The database address has an invalid port. " + Form);
            return builder;
        }
        catch (Exception e)
            when (e is ArgumentException or FormatException or KeyNotFoundException or OverflowException or IndexOutOfRangeException)
        {
            throw new StoreSetupException("The database address cannot be read. " + Form, e);
        }
    }

    /// <summary>Whether a text is in libpq's form of keywords and values.</summary>
    public static bool HasKeywords(string text) => FindKeywords(text) is not null;

    /// <summary>The address for a log.</summary>
    /// <param name="text">What follows <c>postgres:</c>.</param>
    public static string WithoutPassword(string text)
    {
        var address = Parse(text);
        var user = address.Username is { } name ? name + "@" : "";
        var port = address.Host!.Contains(':', StringComparison.Ordinal) ? "" : $":{address.Port}";
        return $"postgres://{user}{address.Host}{port}/{address.Database}";
    }

    private static NpgsqlConnectionStringBuilder FromUri(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var (rest, query) = SplitAt(text, '?');
        var (authority, database) = SplitAt(rest, '/');
        var at = authority.LastIndexOf('@');
        if (at < 0 && rest.Contains('@', StringComparison.Ordinal))
            throw new StoreSetupException("The database address cannot be read: percent-encode '/' and '?' in the user name and password.");
        if (at >= 0)
        {
            var (user, password) = SplitAt(authority[..at], ':');
            builder.Username = Uri.UnescapeDataString(user);
            if (password.Length > 0)
                builder.Password = Uri.UnescapeDataString(password);
        }

        builder.Host = authority[(at + 1)..];
        builder.Database = Uri.UnescapeDataString(database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = SplitAt(pair, '=');
            Set(builder, Uri.UnescapeDataString(name), Uri.UnescapeDataString(value));
        }

        return builder;
    }

    private static NpgsqlConnectionStringBuilder FromKeywords(IReadOnlyList<(string Name, string Value)> keywords)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        string[] ports = [];
        foreach (var (name, value) in keywords)
        {
            if (name.Equals("port", StringComparison.OrdinalIgnoreCase))
                ports = value.Split(',');
            else
                Set(builder, name, value);
        }

        // One port for all hosts, or one for each.
        if (ports.Length > 0 && builder.Host is { } hosts)
            builder.Host = string.Join(',', hosts.Split(',').Select((host, i) => $"{host}:{ports[ports.Length == 1 ? 0 : i]}"));
        return builder;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value) =>
        builder[DriverNames.GetValueOrDefault(name, name)] = value;

    /// <summary>The keywords and values of a text, or null when it is not made of them.</summary>
    private static List<(string Name, string Value)>? FindKeywords(string text)
    {
        var keywords = new List<(string, string)>();
        var end = 0;
        for (var match = Keyword().Match(text); match.Success; match = match.NextMatch())
        {
            keywords.Add((match.Groups["name"].Value, Escape().Replace(match.Groups["value"].Value, "$1")));
            end = match.Index + match.Length;
        }

        return end > 0 && end == text.Length ? keywords : null;
    }

    /// <summary>Whether a host has no port or a valid one. An IPv6 address contains colons, and may be in brackets.</summary>
    private static bool HasValidPort(string host)
    {
        if (host.StartsWith('/') || IPAddress.TryParse(host, out _))
            return true;
        var colon = host.LastIndexOf(':');
        return colon < 0 || ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static (string Before, string After) SplitAt(string text, char separator) =>
        text.Split(separator, 2) is [var before, var after] ? (before, after) : (text, "");

    [GeneratedRegex(@"\G\s*(?<name>\w+)\s*=\s*('(?<value>(\\.|[^'\\])*)'|(?<value>(\\.|[^\s'\\;])+))\s*")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
