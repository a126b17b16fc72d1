using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5")]
public sealed class FieldTableTests
{
    [Fact]
    public void The_fields_of_a_lead_are_those_of_the_interface() =>
        Assert.Equal(
            [
                "leadType Always List CUSTOMER_TYPE",
                "companyIndustryType WhenCompany List CUSTOMER_INDUSTRY_TYPE",
                "contactName WhenCompany Text 200",
                "leadTypeName/companyName WhenCompany Text 200",
                "title No List TITLE",
                "nationality No List NATIONALITY",
                "gender No List GENDER",
                "firstName WhenIndividual Text 100",
                "middleName No Text 100",
                "lastName No Text 100",
                "dateOfBirth No Date",
                "occupation No Text 200",
                "customerCountry Always List COUNTRY",
                "customerRegion Always List REGION under customerCountry",
                "customerCity Always List CITY under customerRegion",
                "address1 No Text 300",
                "address2 No Text 300",
                "phoneCode Always List PHONE_CODE",
                "phoneNumber No Text 9 PhoneNumber",
                "email No Text 254 Email",
                "monthlyIncome No List LEAD_MONTHLY_INCOME",
                "preferredLanguage Always List LANGUAGE",
                "preferredContactType No List CONTACT_TYPE",
                "company No Text 50 CompanyCode",
                "ou/brand Always List OU_TYPE",
                "businessArea Always List BUSINESS_AREA under ou",
                "branch Always List BRANCH_TYPE under ou",
                "leadDate Always Timestamp",
                "leadInterest/interest Always List LEAD_INTEREST",
                "source Always List LEAD_SOURCE",
                "subSource Always List LEAD_SUB_SOURCE under source",
                "leadName Always Text 200",
                "leadReference No Text 200",
                "leadNote No Text 4000",
                "vehicleType No List VEHICLE_TYPE",
                "vehicles No Vehicles",
                "purchasePlan No List PURCHASE_PLAN",
                "paymentMode No List PAYMENT_MODE",
                "currency No List CURRENCY",
                "priority Always List LEAD_PRIORITY",
                "testDriveRequired No List YES_OR_NO",
                "acceptNewsLetter No List YES_OR_NO",
                "acceptMarketing No List YES_OR_NO",
                "acceptPrivatePolicy No List YES_OR_NO",
            ],
            LeadFields.All.Select(Line)
        );

    [Fact]
    public void The_fields_of_a_vehicle_are_those_of_the_interface() =>
        Assert.Equal(
            [
                "modelFamily No List MODEL under ou",
                "modelYear No List MODEL_YEAR",
                "modelMemo No Text 1000",
                "modelPreferences No Text 1000",
                "totalQty No Number 1 to 1000",
            ],
            VehicleFields.All.Select(Line)
        );

    [Fact]
    public void Each_field_is_found_by_its_names_in_any_case() =>
        Assert.All(
            LeadFields.All,
            field =>
                Assert.All(
                    field.Names,
                    name =>
                    {
                        foreach (var written in (string[])[name, name.ToUpperInvariant(), name.ToLowerInvariant()])
                        {
                            Assert.True(LeadFields.Table.TryFind(written, out var found, out var isOtherName));
                            Assert.Same(field, found);
                            Assert.Equal(name == field.OtherName, isOtherName);
                            Assert.True(LeadFields.Table.TryFind(Encoding.UTF8.GetBytes(written), out found, out _));
                            Assert.Same(field, found);
                        }
                    }
                )
        );

    [Theory]
    [InlineData("")]
    [InlineData("first_name")]
    [InlineData("firstName ")]
    [InlineData("modelFamily")]
    [InlineData("اسم")]
    [InlineData("firstNamefirstNamefirstNamefirstNamefirstNamefirstName")]
    public void Other_names_are_not_fields(string name)
    {
        Assert.False(LeadFields.Table.TryFind(name, out _, out _));
        Assert.False(LeadFields.Table.TryFind(Encoding.UTF8.GetBytes(name), out _, out _));
    }

    [Fact]
    public void Each_field_has_a_title_in_both_languages_and_an_example_that_is_JSON() =>
        Assert.All(
            LeadFields.All.Concat(VehicleFields.All),
            field =>
            {
                Assert.Matches("^[A-Z][A-Za-z0-9 -]+$", field.Title);
                Assert.Matches("^[\u0600-\u06FF 0-9]+$", field.TitleAr);
                using var example = JsonDocument.Parse(field.Example);
                Assert.NotEqual(JsonValueKind.Null, example.RootElement.ValueKind);
            }
        );

    [Fact]
    public void A_parent_field_comes_before_its_child_so_that_it_is_read_first() =>
        Assert.All(LeadFields.All.Where(field => field.Parent is not null), field => Assert.True(field.Parent!.Ordinal < field.Ordinal));

    [Fact]
    public void A_field_with_a_parent_has_a_list_whose_parent_is_the_parents_list() =>
        Assert.All(
            LeadFields.All.Concat(VehicleFields.All).Where(field => field.Kind == FieldKind.List),
            field => Assert.Same(field.List!.Parent, field.Parent?.List)
        );

    [Theory]
    [InlineData("sendCommunicationConfirmation")]
    [InlineData("COMMUNICATIONTYPE")]
    [InlineData("lang")]
    [Promise("5.6")]
    public void Properties_of_later_documents_are_tolerated(string name) => Assert.True(LeadFields.Table.IsTolerated(name));

    private static string Line(LeadField field) =>
        string.Join(
            ' ',
            (
                (string?[])
                    [
                        string.Join('/', field.Names),
                        $"{field.Mandatory}",
                        $"{field.Kind}",
                        field.List?.Name,
                        field.Parent is null ? null : $"under {field.Parent.Name}",
                        field.MaxLength > 0 ? $"{field.MaxLength}" : null,
                        field.Rule == TextRule.None ? null : $"{field.Rule}",
                        field.Kind == FieldKind.Number ? $"{field.Minimum} to {field.Maximum}" : null,
                    ]
            ).Where(part => part is not null)
        );
}
