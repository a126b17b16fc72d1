namespace Leadgate.Plain;

internal sealed class Bulk
{
    public long Id { get; set; }
    public int Status { get; set; }
    public DateTime CreatedAt { get; set; }
    public required string CreatedBy { get; set; }
    public int TotalRecords { get; set; }
    public int ErrorRecords { get; set; }
    public List<Lead> Leads { get; } = [];
    public List<LeadWithErrors> LeadsWithErrors { get; } = [];
}
