namespace Leadgate.Plain;

/// <summary>The body of a bulk as the serializer reads it.</summary>
public sealed record BulkBody(List<LeadBody> Leads);
