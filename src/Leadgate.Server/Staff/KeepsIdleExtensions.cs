namespace Leadgate.Server.Staff;

/// <summary>Marks routes with <see cref="Staff.KeepsIdle"/>.</summary>
internal static class KeepsIdleExtensions
{
    public static RouteHandlerBuilder KeepsIdle(this RouteHandlerBuilder route) => route.WithMetadata(new KeepsIdle());
}
