namespace Leadgate.Storage.Imports;

/// <summary>What a sender chose for files with certain headers.</summary>
/// <param name="Headers">A digest of the headers.</param>
/// <param name="Choices">What was chosen, as JSON.</param>
/// <param name="IsRemembered">Whether it is for every such file, and not only for one of failed rows.</param>
internal sealed record ImportMapping(string Sender, string Headers, string Choices, bool IsRemembered, DateTime ChosenAt);
