namespace Leadgate.Server.Console.Forms;

/// <summary>A field of a form.</summary>
internal sealed record KeptField(string Name, string Value);
