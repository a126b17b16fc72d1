namespace Leadgate.Server.Demo;

/// <summary>A clock that shows the time at which the next bulk of the demo arrives. Everything else of time runs as ever.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
