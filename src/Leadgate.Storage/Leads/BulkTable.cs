namespace Leadgate.Storage.Leads;

/// <summary>
/// A table that bulks are written into: its columns in the order in which they are written, and what writes the rows of an item.
/// </summary>
internal sealed record BulkTable<T>(string Name, IReadOnlyList<string> Columns, Action<IRowWriter, T> Write);
