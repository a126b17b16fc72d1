namespace Leadgate.Browser.Tests.Support;

/// <summary>How a person uses the console.</summary>
public enum Way
{
    /// <summary>In Arabic.</summary>
    Mouse,

    /// <summary>In English, without ever pointing at anything.</summary>
    Keyboard,

    /// <summary>In Arabic, on a phone whose scripts are switched off.</summary>
    WithoutScripts,
}
