using Leadgate.Domain.Lists;

namespace Leadgate.Plain;

/// <summary>Maps a lead as it was sent to the entity that is stored.</summary>
internal static class LeadMapping
{
    public static Lead ToEntity(LeadBody lead, int index, Items items)
    {
        var country = items.Find(ReferenceLists.Country, lead.CustomerCountry)!.Value;
        var region = items.Find(ReferenceLists.Region, lead.CustomerRegion, country)!.Value;
        var brand = items.Find(ReferenceLists.OuType, lead.Brand)!.Value;
        var source = items.Find(ReferenceLists.LeadSource, lead.Source)!.Value;
        var entity = new Lead
        {
            Position = index,
            LeadType = items.Find(ReferenceLists.CustomerType, lead.LeadType)!.Value,
            CompanyIndustryType = items.Find(ReferenceLists.CustomerIndustryType, lead.CompanyIndustryType),
            ContactName = lead.ContactName,
            LeadTypeName = lead.LeadTypeName,
            Title = items.Find(ReferenceLists.Title, lead.Title),
            Nationality = items.Find(ReferenceLists.Nationality, lead.Nationality),
            Gender = items.Find(ReferenceLists.Gender, lead.Gender),
            FirstName = lead.FirstName,
            MiddleName = lead.MiddleName,
            LastName = lead.LastName,
            DateOfBirth = lead.DateOfBirth,
            Occupation = lead.Occupation,
            CustomerCountry = country,
            CustomerRegion = region,
            CustomerCity = items.Find(ReferenceLists.City, lead.CustomerCity, region)!.Value,
            Address1 = lead.Address1,
            Address2 = lead.Address2,
            PhoneCode = items.Find(ReferenceLists.PhoneCode, lead.PhoneCode)!.Value,
            PhoneNumber = lead.PhoneNumber,
            Email = lead.Email,
            MonthlyIncome = items.Find(ReferenceLists.LeadMonthlyIncome, lead.MonthlyIncome),
            PreferredLanguage = items.Find(ReferenceLists.Language, lead.PreferredLanguage)!.Value,
            PreferredContactType = items.Find(ReferenceLists.ContactType, lead.PreferredContactType),
            Company = lead.Company ?? "JTC",
            Ou = brand,
            BusinessArea = items.Find(ReferenceLists.BusinessArea, lead.BusinessArea, brand)!.Value,
            Branch = items.Find(ReferenceLists.BranchType, lead.Branch, brand),
            LeadDate = lead.LeadDate!.Value.UtcDateTime,
            LeadInterest = items.Find(ReferenceLists.LeadInterest, lead.Interest)!.Value,
            Source = source,
            SubSource = items.Find(ReferenceLists.LeadSubSource, lead.SubSource, source)!.Value,
            LeadName = lead.LeadName!,
            LeadReference = lead.LeadReference,
            LeadNote = lead.LeadNote,
            VehicleType = items.Find(ReferenceLists.VehicleType, lead.VehicleType),
            PurchasePlan = items.Find(ReferenceLists.PurchasePlan, lead.PurchasePlan),
            PaymentMode = items.Find(ReferenceLists.PaymentMode, lead.PaymentMode),
            Currency = items.Find(ReferenceLists.Currency, lead.Currency),
            Priority = items.Find(ReferenceLists.LeadPriority, lead.Priority)!.Value,
            TestDriveRequired = lead.TestDriveRequired,
            AcceptNewsLetter = lead.AcceptNewsLetter,
            AcceptMarketing = lead.AcceptMarketing,
            AcceptPrivatePolicy = lead.AcceptPrivatePolicy,
        };
        for (var n = 0; n < lead.Vehicles.Count; n++)
        {
            var vehicle = lead.Vehicles[n];
            entity.Vehicles.Add(
                new Vehicle
                {
                    N = n,
                    ModelFamily = items.Find(ReferenceLists.Model, vehicle.ModelFamily, brand),
                    ModelYear = items.Find(ReferenceLists.ModelYear, vehicle.ModelYear),
                    ModelMemo = vehicle.ModelMemo,
                    ModelPreferences = vehicle.ModelPreferences,
                    TotalQty = vehicle.TotalQty,
                }
            );
        }

        return entity;
    }
}
