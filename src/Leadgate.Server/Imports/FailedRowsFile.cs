namespace Leadgate.Server.Imports;

/// <summary>A table of failed rows, which are read as it is written.</summary>
internal sealed record FailedRowsFile(IReadOnlyList<string> Headers, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> Pages);
