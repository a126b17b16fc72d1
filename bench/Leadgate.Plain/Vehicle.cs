namespace Leadgate.Plain;

internal sealed class Vehicle
{
    public long Id { get; set; }
    public long LeadId { get; set; }
    public int N { get; set; }
    public int? ModelFamily { get; set; }
    public int? ModelYear { get; set; }
    public string? ModelMemo { get; set; }
    public string? ModelPreferences { get; set; }
    public int? TotalQty { get; set; }
}
