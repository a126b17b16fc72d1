using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Docs;

/// <summary>A page or style sheet, ready to be sent.</summary>
internal sealed record RenderedPage(byte[] Body, EntityTagHeaderValue Tag);
