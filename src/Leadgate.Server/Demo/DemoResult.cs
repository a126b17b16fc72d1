namespace Leadgate.Server.Demo;

/// <summary>What was put into the store.</summary>
/// <param name="Key">The text of the first sender's API key, if it was created now.</param>
internal sealed record DemoResult(int Bulks, int Leads, int WithErrors, string? Key);
