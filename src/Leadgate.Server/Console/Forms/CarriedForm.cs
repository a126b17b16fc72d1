namespace Leadgate.Server.Console.Forms;

/// <summary>A form that was sent when the session had ended, and that every link of the page has to carry on.</summary>
/// <param name="Text">The form, encrypted.</param>
/// <param name="Path">The address that shows the page again with it.</param>
internal sealed record CarriedForm(string Text, string Path)
{
    /// <summary>The id of the form with it, which the links of the page send.</summary>
    public const string Id = "carry";
}
