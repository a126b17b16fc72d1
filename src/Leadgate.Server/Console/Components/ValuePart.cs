namespace Leadgate.Server.Console.Components;

/// <param name="Text">The text, or the name of a control character in brackets.</param>
internal readonly record struct ValuePart(string Text, bool IsControl);
