namespace Leadgate.Plain;

internal sealed class LeadWithErrors
{
    public long Id { get; set; }
    public long BulkId { get; set; }
    public int Position { get; set; }
    public required string Sent { get; set; }
    public required string Errors { get; set; }
}
