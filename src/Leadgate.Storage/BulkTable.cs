namespace Leadgate.Storage;

/// <summary>A table that a bulk is written into.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns in the order in which they are written.</param>
/// <param name="Write">Writes the rows of one thing.</param>
internal sealed record BulkTable<T>(string Name, IReadOnlyList<string> Columns, Action<IRowWriter, T> Write);
