using System.Globalization;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Reads settings from options and environment variables. Invalid values are collected, so that an operator sees all of them at once;
/// until <see cref="ThrowIfInvalid"/> they are replaced by something that works.
/// </summary>
/// <param name="options">Returns the value of a command-line option, or null.</param>
/// <param name="variables">Returns the value of an environment variable, or null.</param>
internal sealed class SettingsReader(Func<string, string?> options, Func<string, string?> variables)
{
    private readonly List<string> _errors = [];

    public SettingValue Find(Setting setting) =>
        options(setting.Option) is { } option ? new(setting, option, "option")
        : variables(setting.Variable) is { Length: > 0 } variable ? new(setting, variable, "environment")
        : new(setting, setting.Default, "default");

    public string Text(Setting setting, Func<string, bool> isValid, string requirement)
    {
        var value = Find(setting);
        if (!isValid(value.Text))
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
        try
        {
            return StoreAddress.Parse(Find(setting).Text);
        }
        catch (StoreSetupException e)
        {
            _errors.Add(e.Message);
            return new StoreAddress(StoreAddress.Sqlite, "");
        }
    }

    public TimeZoneInfo TimeZone(Setting setting)
    {
        var zone = TimeZoneInfo.Utc;
        Text(setting, text => TryFindTimeZone(text, out zone), "must be the IANA name of a time zone that is installed on this machine");
        return zone;
    }

    /// <exception cref="StoreSetupException">Settings are invalid. The message has one line for each.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
            throw new StoreSetupException(string.Join(Environment.NewLine, _errors));
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
