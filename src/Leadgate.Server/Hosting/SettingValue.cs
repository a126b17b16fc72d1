namespace Leadgate.Server.Hosting;

/// <summary>The value of a setting as text, and where it was set: <c>option</c>, <c>environment</c> or <c>default</c>.</summary>
internal sealed record SettingValue(Setting Setting, string Text, string Source)
{
    /// <summary>The name that the operator used.</summary>
    public string SourceName => Source == "option" ? Setting.Option : Setting.Variable;
}
