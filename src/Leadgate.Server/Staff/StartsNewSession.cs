namespace Leadgate.Server.Staff;

/// <summary>Marks a request that begins a session: whatever session its cookie names ends, so that nobody can be made to use one that another knows.</summary>
internal sealed record StartsNewSession;
