namespace Leadgate.Server.Demo;

/// <summary>A bulk of the demo.</summary>
/// <param name="At">When it arrives, UTC.</param>
/// <param name="WithErrors">For each lead, whether it has an error.</param>
internal sealed record DemoBulk(DemoSender Sender, DateTimeOffset At, IReadOnlyList<bool> WithErrors);
