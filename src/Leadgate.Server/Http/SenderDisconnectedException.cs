namespace Leadgate.Server.Http;

/// <summary>The sender closed its connection or reset its stream before the body had arrived. Nobody reads a response.</summary>
internal sealed class SenderDisconnectedException(Exception cause) : Exception("The sender disconnected.", cause);
