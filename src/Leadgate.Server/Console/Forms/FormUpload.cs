namespace Leadgate.Server.Console.Forms;

/// <summary>A file that arrives with a form, and is read by the handler while it arrives.</summary>
/// <param name="Name">Its name; empty if no file was chosen.</param>
internal sealed record FormUpload(string Name, Stream Body);
