using FluentValidation;
using Leadgate.Domain.Lists;

namespace Leadgate.Plain;

internal sealed class LeadValidator : AbstractValidator<LeadBody>
{
    public LeadValidator(Items items)
    {
        RuleFor(lead => lead.LeadType).NotEmpty().Must(text => items.Find(ReferenceLists.CustomerType, text) is not null);
        When(lead => items.Find(ReferenceLists.CustomerType, lead.LeadType) == 1, () => RuleFor(lead => lead.FirstName).NotEmpty());
        RuleFor(lead => lead.CustomerCountry).NotEmpty().Must(text => items.Find(ReferenceLists.Country, text) is not null);
        RuleFor(lead => lead.CustomerRegion)
            .NotEmpty()
            .Must(
                (lead, text) =>
                    items.Find(ReferenceLists.Region, text, items.Find(ReferenceLists.Country, lead.CustomerCountry)) is not null
            );
        RuleFor(lead => lead.CustomerCity)
            .NotEmpty()
            .Must(
                (lead, text) =>
                    items.Find(
                        ReferenceLists.City,
                        text,
                        items.Find(ReferenceLists.Region, lead.CustomerRegion, items.Find(ReferenceLists.Country, lead.CustomerCountry))
                    )
                        is not null
            );
        RuleFor(lead => lead.PhoneCode).NotEmpty().Must(text => items.Find(ReferenceLists.PhoneCode, text) is not null);
        RuleFor(lead => lead.PhoneNumber).Matches("^[0-9]{9}$").When(lead => lead.PhoneNumber is not null);
        RuleFor(lead => lead.Email).EmailAddress().MaximumLength(254).When(lead => lead.Email is not null);
        RuleFor(lead => lead.PreferredLanguage).NotEmpty().Must(text => items.Find(ReferenceLists.Language, text) is not null);
        RuleFor(lead => lead.Brand).NotEmpty().Must(text => items.Find(ReferenceLists.OuType, text) is not null);
        RuleFor(lead => lead.BusinessArea)
            .NotEmpty()
            .Must((lead, text) => items.Find(ReferenceLists.BusinessArea, text, items.Find(ReferenceLists.OuType, lead.Brand)) is not null);
        RuleFor(lead => lead.LeadDate).NotNull();
        RuleFor(lead => lead.Interest).NotEmpty().Must(text => items.Find(ReferenceLists.LeadInterest, text) is not null);
        RuleFor(lead => lead.Source).NotEmpty().Must(text => items.Find(ReferenceLists.LeadSource, text) is not null);
        RuleFor(lead => lead.SubSource)
            .NotEmpty()
            .Must(
                (lead, text) =>
                    items.Find(ReferenceLists.LeadSubSource, text, items.Find(ReferenceLists.LeadSource, lead.Source)) is not null
            );
        RuleFor(lead => lead.LeadName).NotEmpty().MaximumLength(200);
        RuleFor(lead => lead.Priority).NotEmpty().Must(text => items.Find(ReferenceLists.LeadPriority, text) is not null);
        foreach (var (text, list) in Optional)
            RuleFor(lead => text(lead)).Must(value => items.Find(list, value) is not null).When(lead => text(lead) is not null);
        foreach (var text in Texts)
            RuleFor(lead => text(lead)).MaximumLength(200);
        RuleFor(lead => lead.LeadNote).MaximumLength(4000);
        RuleForEach(lead => lead.Vehicles)
            .Must(
                (lead, vehicle) =>
                    (
                        vehicle.ModelFamily is null
                        || items.Find(ReferenceLists.Model, vehicle.ModelFamily, items.Find(ReferenceLists.OuType, lead.Brand)) is not null
                    )
                    && (vehicle.ModelYear is null || items.Find(ReferenceLists.ModelYear, vehicle.ModelYear) is not null)
                    && vehicle.TotalQty is null or >= 1
            );
    }

    private static readonly (Func<LeadBody, string?>, ListDefinition)[] Optional =
    [
        (lead => lead.CompanyIndustryType, ReferenceLists.CustomerIndustryType),
        (lead => lead.Title, ReferenceLists.Title),
        (lead => lead.Nationality, ReferenceLists.Nationality),
        (lead => lead.Gender, ReferenceLists.Gender),
        (lead => lead.MonthlyIncome, ReferenceLists.LeadMonthlyIncome),
        (lead => lead.PreferredContactType, ReferenceLists.ContactType),
        (lead => lead.VehicleType, ReferenceLists.VehicleType),
        (lead => lead.PurchasePlan, ReferenceLists.PurchasePlan),
        (lead => lead.PaymentMode, ReferenceLists.PaymentMode),
        (lead => lead.Currency, ReferenceLists.Currency),
    ];

    private static readonly Func<LeadBody, string?>[] Texts =
    [
        lead => lead.ContactName,
        lead => lead.LeadTypeName,
        lead => lead.FirstName,
        lead => lead.MiddleName,
        lead => lead.LastName,
        lead => lead.Occupation,
        lead => lead.Address1,
        lead => lead.Address2,
        lead => lead.LeadReference,
    ];
}
