namespace Leadgate.Storage.Imports;

/// <summary>An import whose file begins to arrive. <see cref="StoredImport"/> explains the members.</summary>
internal sealed record NewImport(string Sender, string RequestedBy, string Actor, string CameFrom, bool SeesAll, string? Name);
