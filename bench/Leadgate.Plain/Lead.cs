namespace Leadgate.Plain;

internal sealed class Lead
{
    public long Id { get; set; }
    public long BulkId { get; set; }
    public int Position { get; set; }
    public int LeadType { get; set; }
    public int? CompanyIndustryType { get; set; }
    public string? ContactName { get; set; }
    public string? LeadTypeName { get; set; }
    public int? Title { get; set; }
    public int? Nationality { get; set; }
    public int? Gender { get; set; }
    public string? FirstName { get; set; }
    public string? MiddleName { get; set; }
    public string? LastName { get; set; }
    public DateOnly? DateOfBirth { get; set; }
    public string? Occupation { get; set; }
    public int CustomerCountry { get; set; }
    public int CustomerRegion { get; set; }
    public int CustomerCity { get; set; }
    public string? Address1 { get; set; }
    public string? Address2 { get; set; }
    public int PhoneCode { get; set; }
    public string? PhoneNumber { get; set; }
    public string? Email { get; set; }
    public int? MonthlyIncome { get; set; }
    public int PreferredLanguage { get; set; }
    public int? PreferredContactType { get; set; }
    public required string Company { get; set; }
    public int Ou { get; set; }
    public int BusinessArea { get; set; }
    public int? Branch { get; set; }
    public DateTime LeadDate { get; set; }
    public int LeadInterest { get; set; }
    public int Source { get; set; }
    public int SubSource { get; set; }
    public required string LeadName { get; set; }
    public string? LeadReference { get; set; }
    public string? LeadNote { get; set; }
    public int? VehicleType { get; set; }
    public int? PurchasePlan { get; set; }
    public int? PaymentMode { get; set; }
    public int? Currency { get; set; }
    public int Priority { get; set; }
    public bool? TestDriveRequired { get; set; }
    public bool? AcceptNewsLetter { get; set; }
    public bool? AcceptMarketing { get; set; }
    public bool? AcceptPrivatePolicy { get; set; }
    public List<Vehicle> Vehicles { get; } = [];
}
