namespace Leadgate.Server.Docs.Search;

/// <summary>A word of a text.</summary>
/// <param name="Key">The form in which it is compared with other words.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length in the text.</param>
internal readonly record struct DocWord(string Key, int Start, int Length);
