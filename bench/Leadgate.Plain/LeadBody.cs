namespace Leadgate.Plain;

/// <summary>A lead as it is sent. Items of lists are labels, codes or numbers, so they are read as text.</summary>
public sealed record LeadBody
{
    public string? LeadType { get; init; }
    public string? CompanyIndustryType { get; init; }
    public string? ContactName { get; init; }
    public string? LeadTypeName { get; init; }
    public string? Title { get; init; }
    public string? Nationality { get; init; }
    public string? Gender { get; init; }
    public string? FirstName { get; init; }
    public string? MiddleName { get; init; }
    public string? LastName { get; init; }
    public DateOnly? DateOfBirth { get; init; }
    public string? Occupation { get; init; }
    public string? CustomerCountry { get; init; }
    public string? CustomerRegion { get; init; }
    public string? CustomerCity { get; init; }
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? PhoneCode { get; init; }
    public string? PhoneNumber { get; init; }
    public string? Email { get; init; }
    public string? MonthlyIncome { get; init; }
    public string? PreferredLanguage { get; init; }
    public string? PreferredContactType { get; init; }
    public string? Company { get; init; }
    public string? Brand { get; init; }
    public string? BusinessArea { get; init; }
    public string? Branch { get; init; }
    public DateTimeOffset? LeadDate { get; init; }
    public string? Interest { get; init; }
    public string? Source { get; init; }
    public string? SubSource { get; init; }
    public string? LeadName { get; init; }
    public string? LeadReference { get; init; }
    public string? LeadNote { get; init; }
    public string? VehicleType { get; init; }
    public string? PurchasePlan { get; init; }
    public string? PaymentMode { get; init; }
    public string? Currency { get; init; }
    public string? Priority { get; init; }
    public bool? TestDriveRequired { get; init; }
    public bool? AcceptNewsLetter { get; init; }
    public bool? AcceptMarketing { get; init; }
    public bool? AcceptPrivatePolicy { get; init; }
    public List<VehicleBody> Vehicles { get; init; } = [];
}
