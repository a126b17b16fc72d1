namespace Leadgate.Server.Imports;

/// <summary>Some of the rows of a file that are wrong.</summary>
/// <param name="Next">The row from which the next page goes on, from 0; null if the file ends here.</param>
internal sealed record WrongRowPage(IReadOnlyList<WrongRow> Rows, long? Next);
