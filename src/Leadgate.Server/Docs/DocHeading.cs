namespace Leadgate.Server.Docs;

/// <summary>A heading below the title of a page.</summary>
/// <param name="Anchor">The fragment that leads to it.</param>
/// <param name="Level">2 for a section, 3 for a part of one.</param>
internal sealed record DocHeading(string Anchor, string Text, int Level);
