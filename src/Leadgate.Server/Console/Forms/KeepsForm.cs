namespace Leadgate.Server.Console.Forms;

/// <summary>Metadata of a route whose form comes back after sign-in, if it was sent when the session had ended.</summary>
internal sealed record KeepsForm;
