namespace Leadgate.Publish;

/// <summary>An artifact cannot be made; the message says why.</summary>
internal sealed class PublishException(string message) : Exception(message);
