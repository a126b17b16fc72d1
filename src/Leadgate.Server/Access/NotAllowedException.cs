namespace Leadgate.Server.Access;

/// <summary>Somebody asked a service for what neither their scopes nor their role allow, and nothing was done.</summary>
internal sealed class NotAllowedException(string message) : Exception(message);
