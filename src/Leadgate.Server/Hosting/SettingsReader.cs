using System.Globalization;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Reads settings from options, environment variables, and a file. Invalid values are collected, so that an operator sees all of them at
/// once, and replaced by something that works.
/// </summary>
internal sealed class SettingsReader
{
    private readonly List<string> _errors = [];
    private readonly Dictionary<Setting, SettingValue> _found = [];

    /// <summary>Settings whose file could not be read. What else may be wrong with them follows from that.</summary>
    private readonly HashSet<Setting> _unreadable = [];
    private readonly Func<string, string?> _options;
    private readonly Func<string, string?> _variables;

    /// <param name="options">Returns the value of a command-line option, or null.</param>
    /// <param name="variables">Returns the value of an environment variable, or null.</param>
    public SettingsReader(Func<string, string?> options, Func<string, string?> variables)
    {
        (_options, _variables) = (options, variables);
        var path = Find(Setting.Config).Text;
        if (path.Length > 0)
            File = SettingsFile.Read(path);
        _errors.AddRange(File.Errors);
    }

    /// <summary>The file of settings; <see cref="SettingsFile.None"/> if none is named.</summary>
    public SettingsFile File { get; } = SettingsFile.None;

    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The value of a setting: of the first of option, variable, and file that has it, or the default.</summary>
    public SettingValue Find(Setting setting)
    {
        if (!_found.TryGetValue(setting, out var value))
            _found.Add(setting, value = Resolve(setting));
        return value;
    }

    public string Text(Setting setting, Func<string, bool> isValid, string requirement)
    {
        var value = Find(setting);
        if (!isValid(value.Text) && !_unreadable.Contains(setting))
        {
            var actual = setting.IsSecret ? "" : $"; the value is \"{value.Text}\"";
            _errors.Add($"{value.SourceName} {requirement}{actual}.");
        }

        return value.Text;
    }

    public int Number(Setting setting, int minimum, int maximum)
    {
        var number = 0;
        Text(
            setting,
            text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= minimum && number <= maximum,
            $"must be a number from {minimum} to {maximum}"
        );
        return Math.Clamp(number, minimum, maximum);
    }

    public TimeSpan Hours(Setting setting, int minimum, int maximum) => TimeSpan.FromHours(Number(setting, minimum, maximum));

    public TimeSpan Seconds(Setting setting, int minimum, int maximum) => TimeSpan.FromSeconds(Number(setting, minimum, maximum));

    public long Mebibytes(Setting setting, int maximum) => Number(setting, 1, maximum) * 1024L * 1024L;

    /// <summary>A number of days, or null for forever.</summary>
    public int? Days(Setting setting) => Number(setting, 0, 36_500) is > 0 and var days ? days : null;

    public StoreAddress Database(Setting setting)
    {
        var value = Find(setting);
        try
        {
            return StoreAddress.Parse(value.Text);
        }
        catch (StoreSetupException e)
        {
            _errors.Add(value.Place + e.Message);
            return new StoreAddress(StoreAddress.Sqlite, "");
        }
    }

    public TimeZoneInfo TimeZone(Setting setting)
    {
        var zone = TimeZoneInfo.Utc;
        Text(setting, text => TryFindTimeZone(text, out zone), "must be the IANA name of a time zone that is installed on this machine");
        return zone;
    }

    /// <summary>The files that hold secrets.</summary>
    public IReadOnlyList<string> FindSecretFiles() =>
        [
            .. File.HasSecrets ? [File.Path] : Array.Empty<string>(),
            .. Setting.All.Select(setting => Find(setting).Origin.SecretFile).OfType<string>(),
        ];

    private SettingValue Resolve(Setting setting)
    {
        foreach (var source in (ReadOnlySpan<SettingSource>)[SettingSource.Option, SettingSource.Environment, SettingSource.File])
        {
            var value = FindIn(source, setting, isFile: false);
            var named = setting.MayHoldSecret ? FindIn(source, setting, isFile: true) : null;
            if (value is not null && named is not null)
                _errors.Add($"{named.SourceName} and {value.SourceName} are both set. Set one of them.");
            if (value is not null)
                return value;
            if (named is not null)
                return ReadSecret(named);
        }

        return new SettingValue(setting, setting.Default, new SettingOrigin(SettingSource.Default));
    }

    /// <param name="isFile">Whether to find the name of a file that holds the value.</param>
    private SettingValue? FindIn(SettingSource source, Setting setting, bool isFile)
    {
        var variable = isFile ? setting.FileVariable : setting.Variable;
        var line = source == SettingSource.File ? File.Find(variable) : null;
        var text = source switch
        {
            SettingSource.Option => _options(isFile ? setting.FileOption : setting.Option),
            SettingSource.Environment => _variables(variable) is { Length: > 0 } value ? value : null,
            _ => line?.Text,
        };
        if (text is null)
            return null;
        var origin = new SettingOrigin(source, line is null ? null : File.Path, line?.Line ?? 0, isFile ? text : null);
        return new SettingValue(setting, text, origin);
    }

    private SettingValue ReadSecret(SettingValue named)
    {
        if (SecretFile.TryRead(named.Text, out var secret) is not { } error)
            return named with { Text = secret };
        _errors.Add($"{named.SourceName} {error}.");
        _unreadable.Add(named.Setting);
        return named with { Text = named.Setting.Default };
    }

    private static bool TryFindTimeZone(string name, out TimeZoneInfo zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!))
            return true;

        // Minimal images have no time zone data. The default doesn't need any: Riyadh has never had daylight saving time.
        zone = TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(3), name, name);
        return name == Setting.TimeZone.Default;
    }
}
