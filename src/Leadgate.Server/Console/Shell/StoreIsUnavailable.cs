namespace Leadgate.Server.Console.Shell;

/// <summary>Marks a request whose page must not ask the store for anything.</summary>
internal sealed record StoreIsUnavailable;
