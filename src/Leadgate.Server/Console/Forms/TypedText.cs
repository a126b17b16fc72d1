namespace Leadgate.Server.Console.Forms;

/// <summary>What somebody typed or chose in a field, as people read it.</summary>
internal sealed record TypedText(string Title, string Text);
