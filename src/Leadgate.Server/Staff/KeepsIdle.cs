namespace Leadgate.Server.Staff;

/// <summary>Marks a route that scripts ask by themselves: it does not prolong a session, which ends when nobody is there.</summary>
internal sealed class KeepsIdle;
