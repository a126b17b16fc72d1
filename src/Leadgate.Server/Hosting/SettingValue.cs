namespace Leadgate.Server.Hosting;

/// <summary>The value of a setting as text, and where it was set.</summary>
internal sealed record SettingValue(Setting Setting, string Text, SettingOrigin Origin)
{
    /// <summary>What the operator has to look for: the line of a file if there is one, and the name used there.</summary>
    public string SourceName
    {
        get
        {
            var isFile = Origin.SecretFile is not null;
            var name =
                Origin.Source == SettingSource.Option
                    ? (isFile ? Setting.FileOption : Setting.Option)
                    : (isFile ? Setting.FileVariable : Setting.Variable);
            return Place + name;
        }
    }

    /// <summary>The line of the file as the beginning of a message; empty if the value comes from elsewhere.</summary>
    public string Place => Origin.Place.Length > 0 ? Origin.Place + ": " : "";
}
