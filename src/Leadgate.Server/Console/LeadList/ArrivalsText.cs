namespace Leadgate.Server.Console.LeadList;

/// <summary>What the list of leads says about leads that have arrived since it was shown.</summary>
/// <param name="Text">In the language of the page; null if none has.</param>
internal sealed record ArrivalsText(string? Text);
