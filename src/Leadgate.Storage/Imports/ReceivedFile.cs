namespace Leadgate.Storage.Imports;

/// <summary>What is known of the file of an import once it is there, and again when other columns were chosen.</summary>
/// <param name="Choices">What was chosen, as JSON.</param>
/// <param name="Description">What was understood, as JSON.</param>
/// <param name="Rows">How many rows it has, or null.</param>
internal sealed record ReceivedFile(string Choices, string Description, long? Rows);
