namespace Leadgate.Plain;

/// <summary>A vehicle as it is sent.</summary>
public sealed record VehicleBody
{
    public string? ModelFamily { get; init; }
    public string? ModelYear { get; init; }
    public string? ModelMemo { get; init; }
    public string? ModelPreferences { get; init; }
    public int? TotalQty { get; init; }
}
