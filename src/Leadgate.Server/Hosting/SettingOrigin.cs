using System.Globalization;

namespace Leadgate.Server.Hosting;

/// <summary>Where the value of a setting comes from.</summary>
/// <param name="File">The file of settings that has it, or null.</param>
/// <param name="Line">Its line there.</param>
/// <param name="SecretFile">The file that holds the value itself, or null.</param>
internal sealed record SettingOrigin(SettingSource Source, string? File = null, int Line = 0, string? SecretFile = null)
{
    /// <summary>The file of settings and the line, or empty.</summary>
    public string Place => File is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}");

    /// <summary>As the log names it: <c>option</c>, <c>environment</c>, <c>default</c>, or a line of a file.</summary>
    public override string ToString()
    {
        var source = Source switch
        {
            SettingSource.Option => "option",
            SettingSource.Environment => "environment",
            SettingSource.File => Place,
            _ => "default",
        };
        return SecretFile is null ? source : $"{source}, from {SecretFile}";
    }
}
