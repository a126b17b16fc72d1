using System.Text.RegularExpressions;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Reads an address in either form of libpq (PostgreSQL manual section 34.1.1),
/// <c>//user:password@host:port,host:port/database?name=value</c> or <c>host=… port=… dbname=… user=… password='…'</c>, and in the driver's
/// own, <c>Host=…;Database=…</c>.
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
    /// <param name="text">What stands behind <c>postgres:</c>.</param>
    /// <exception cref="StoreSetupException">It cannot be read; the message never shows the password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var builder =
                text.StartsWith("//", StringComparison.Ordinal) ? ParseUri(text[2..])
                : IsKeysAndValues(text) ? ParseKeys(text)
                : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(builder.Host))
                throw new StoreSetupException("The database's address names no host. " + Form);
            if (string.IsNullOrEmpty(builder.Database))
                throw new StoreSetupException("The database's address names no database. " + Form);
            return builder;
        }
        catch (Exception e)
            when (e is ArgumentException or FormatException or KeyNotFoundException or OverflowException or IndexOutOfRangeException)
        {
            throw new StoreSetupException("The database's address cannot be read. " + Form, e);
        }
    }

    /// <summary>Whether a text is in libpq's form of keys and values.</summary>
    public static bool IsKeysAndValues(string text) => KeysAndValues().IsMatch(text);

    /// <summary>The address for a log.</summary>
    /// <param name="text">What stands behind <c>postgres:</c>.</param>
    public static string WithoutPassword(string text)
    {
        var address = Parse(text);
        var user = address.Username is { } name ? name + "@" : "";
        var port = address.Host!.Contains(':', StringComparison.Ordinal) ? "" : $":{address.Port}";
        return $"postgres://{user}{address.Host}{port}/{address.Database}";
    }

    private static NpgsqlConnectionStringBuilder ParseUri(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var (rest, query) = Cut(text, '?');
        var (authority, database) = Cut(rest, '/');
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], ':');
            builder.Username = Uri.UnescapeDataString(user);
            if (password.Length > 0)
                builder.Password = Uri.UnescapeDataString(password);
        }

        builder.Host = authority[(at + 1)..];
        builder.Database = Uri.UnescapeDataString(database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, '=');
            name = Uri.UnescapeDataString(name);
            builder[DriverNames.GetValueOrDefault(name, name)] = Uri.UnescapeDataString(value);
        }

        return builder;
    }

    private static NpgsqlConnectionStringBuilder ParseKeys(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        string[] ports = [];
        foreach (Match pair in KeyAndValue().Matches(text))
        {
            var (name, value) = (
                pair.Groups["name"].Value,
                pair.Groups["quoted"].Success ? pair.Groups["quoted"].Value : pair.Groups["bare"].Value
            );
            value = Escape().Replace(value, "$1");
            if (name.Equals("port", StringComparison.OrdinalIgnoreCase))
                ports = value.Split(',');
            else
                builder[DriverNames.GetValueOrDefault(name, name)] = value;
        }

        if (ports.Length == 0 || builder.Host is null)
            return builder;

        // One port for all hosts, or one for each.
        builder.Host = string.Join(',', builder.Host.Split(',').Select((host, i) => $"{host}:{ports[ports.Length == 1 ? 0 : i]}"));
        return builder;
    }

    [GeneratedRegex(@"^(\s*\w+\s*=\s*('(\\.|[^'\\])*'|(\\.|[^\s'\\;])+))+\s*$")]
    private static partial Regex KeysAndValues();

    [GeneratedRegex(@"(?<name>\w+)\s*=\s*('(?<quoted>(\\.|[^'\\])*)'|(?<bare>(\\.|[^\s'\\;])+))")]
    private static partial Regex KeyAndValue();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();

    private static (string Before, string After) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, "") : (text[..place], text[(place + 1)..]);
    }
}
