using System.Collections.Frozen;
using System.Text;
using Leadgate.Domain.Texts;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>
/// A file of settings, a line <c>NAME=VALUE</c> for each (docs/decisions/0039). It means the same to systemd as an EnvironmentFile: what
/// systemd would read differently is an error here. All errors are collected, and lines without one count until they are reported.
/// </summary>
internal sealed class SettingsFile
{
    /// <summary>A larger file is something else, such as a database.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxShownName = 60;

    public static readonly SettingsFile None = new("");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly FrozenSet<string> Known = Setting
        .All.Where(setting => setting != Setting.Config)
        .SelectMany(setting => setting.Variables)
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, (string Text, int Line)> _values = new(StringComparer.Ordinal);
    private readonly List<string> _errors = [];

    private SettingsFile(string path) => Path = path;

    public string Path { get; }

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Settings of the framework that Leadgate leaves to it: certificates and OpenTelemetry.</summary>
    public IEnumerable<KeyValuePair<string, string>> FrameworkValues =>
        _values
            .Where(value => HostConfiguration.IsAllowedVariable(value.Key))
            .Select(value => KeyValuePair.Create(value.Key, value.Value.Text));

    /// <summary>Reads a file; one that cannot be read has that as its error.</summary>
    public static SettingsFile Read(string path)
    {
        var file = new SettingsFile(path);
        try
        {
            var bytes = ReadBytes(path);
            if (bytes.Length > MaxBytes)
                file._errors.Add($"{path} is not a file of settings: it is larger than {MaxBytes / 1024 / 1024} MiB.");
            else
                file.Parse(StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            file._errors.Add($"{path} is not a file of settings: it is not text in UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            file._errors.Add($"The file of settings cannot be read: {e.Message}");
        }

        return file;
    }

    /// <summary>The value of a variable and its line; null if there is none. An empty one counts as none, as in the environment.</summary>
    public (string Text, int Line)? Find(string name) => _values.TryGetValue(name, out var value) && value.Text.Length > 0 ? value : null;

    /// <summary>Whether it holds a secret itself.</summary>
    public bool HasSecrets =>
        Setting.All.Any(setting => setting.MayHoldSecret && Find(setting.Variable) is { } value && HoldsSecret(setting, value.Text));

    private static bool HoldsSecret(Setting setting, string text)
    {
        if (setting.IsSecret)
            return true;
        try
        {
            return StoreAddress.Parse(text).HasPassword;
        }
        catch (StoreSetupException)
        {
            return true;
        }
    }

    /// <summary>One byte more than allowed, of what may be a device without an end.</summary>
    private static byte[] ReadBytes(string path)
    {
        using var stream = File.OpenRead(path);
        using var buffer = new MemoryStream();
        var portion = new byte[16 * 1024];
        for (int read; buffer.Length <= MaxBytes && (read = stream.Read(portion)) > 0; )
            buffer.Write(portion, 0, read);
        return buffer.ToArray();
    }

    private void Parse(string text)
    {
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (ParseLine(line.Trim(), number) is { } error)
                _errors.Add($"{new SettingOrigin(SettingSource.File, Path, number).Place}: {error}");
        }
    }

    /// <returns>What is wrong, or null.</returns>
    private string? ParseLine(string line, int number)
    {
        if (line.Length == 0 || line[0] is '#' or ';')
            return null;
        if (line.Any(char.IsControl))
            return "The line has a control character.";
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            return "The line is not NAME=VALUE. A comment starts with #.";
        var name = line[..equals].TrimEnd();
        if (FindNameError(name) is { } nameError)
            return nameError;
        if (SettingsFileValue.Parse(line[(equals + 1)..].TrimStart(), out var value) is { } valueError)
            return $"{name} {valueError}";
        return _values.TryAdd(name, (value, number)) ? null : $"{name} is already set in line {_values[name].Line}.";
    }

    private static string? FindNameError(string name)
    {
        if (Known.Contains(name) || HostConfiguration.IsAllowedVariable(name))
            return null;
        if (name.StartsWith("export ", StringComparison.Ordinal))
            return "Write NAME=VALUE without \"export\".";
        if (name == Setting.Config.Variable)
            return $"{name} cannot be set in a file of settings.";
        var nearest = NearestName.Find(name, Known) is { } near ? $" Did you mean {near}?" : " All settings are in docs/settings.md.";
        return $"{PlainText.Show(name, MaxShownName)} is not a setting.{nearest}";
    }
}
