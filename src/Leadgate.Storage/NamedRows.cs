namespace Leadgate.Storage;

/// <summary>Rows outside of leads whose text names a data subject.</summary>
/// <param name="Rows">How many.</param>
internal sealed record NamedRows(string Table, string Column, long Rows);
