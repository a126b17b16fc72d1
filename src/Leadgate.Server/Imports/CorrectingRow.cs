namespace Leadgate.Server.Imports;

/// <summary>A row that corrects a lead.</summary>
/// <param name="Key">The key of the lead, as the file has it.</param>
/// <param name="Json">The row as a lead.</param>
/// <param name="IsFaulty">Whether a cell could not be read: then nothing of the row is believed.</param>
internal sealed record CorrectingRow(string Key, ReadOnlyMemory<byte> Json, bool IsFaulty);
