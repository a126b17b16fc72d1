namespace Leadgate.Server.Imports;

/// <summary>An encoding that a file can have, and what it would then say.</summary>
/// <param name="Texts">A few texts of the file that are not of ASCII alone; empty if there are none.</param>
internal sealed record EncodingSample(string Encoding, IReadOnlyList<string> Texts);
