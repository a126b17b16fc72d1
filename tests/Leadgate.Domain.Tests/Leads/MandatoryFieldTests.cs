using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5")]
public sealed class MandatoryFieldTests
{
    [Fact]
    public void A_lead_with_only_the_mandatory_fields_is_valid()
    {
        Assert.Empty(Some.Errors(Some.Person));
        Assert.Empty(Some.Errors(Some.Company));
    }

    [Theory]
    [InlineData("leadType")]
    [InlineData("customerCountry")]
    [InlineData("customerRegion")]
    [InlineData("customerCity")]
    [InlineData("phoneCode")]
    [InlineData("preferredLanguage")]
    [InlineData("businessArea")]
    [InlineData("leadDate")]
    [InlineData("leadInterest")]
    [InlineData("source")]
    [InlineData("subSource")]
    [InlineData("leadName")]
    [InlineData("priority")]
    public void An_omitted_mandatory_field_is_the_only_error(string field)
    {
        Assert.Equal([$"{field} required"], Some.Errors(Some.Person.Without(field)));
        Assert.Equal([$"{field} required"], Some.Errors(Some.Company.Without(field)));
    }

    [Fact]
    [Promise("4.7")]
    public void Without_a_brand_only_the_brand_is_missing()
    {
        Assert.Equal(["ou required"], Some.Errors(Some.Person.Without("ou")));
        Assert.Equal(["ou required"], Some.Errors(Some.Person.Without("ou").With("branch", "JMC-DMM-1")));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"   \"")]
    [InlineData("\" \\t\\r\\n\"")]
    [InlineData("\"\\u0020\\u00a0\"")]
    [InlineData("\"\u3000\u2003\"")]
    public void Null_and_blank_texts_count_as_absent(string json)
    {
        Assert.Equal(["leadName required"], Some.Errors(Some.Person.WithJson("leadName", json)));
        Assert.Equal(["priority required"], Some.Errors(Some.Person.WithJson("priority", json)));
        Assert.Equal(["leadDate required"], Some.Errors(Some.Person.WithJson("leadDate", json)));
        var lead = Some.Check(
            Some.Person.WithJson("email", json).WithJson("vehicles", json).WithJson("branch", json).WithJson("company", json)
        );
        Assert.Empty(Some.Errors(lead));
        Assert.True(lead.Value("email").IsAbsent);
        Assert.Empty(lead.Vehicles);
        Assert.True(lead.BranchRouted);
        Assert.Equal("JTC", lead.Value("company").Text);
    }

    [Theory]
    [InlineData("companyIndustryType")]
    [InlineData("contactName")]
    [InlineData("leadTypeName")]
    public void Industry_contact_and_company_name_are_mandatory_for_a_company_only(string field)
    {
        Assert.Equal([$"{field} required"], Some.Errors(Some.Company.Without(field)));
        Assert.Equal([], Some.Errors(Some.Company.With("leadType", "Individual").With("firstName", "Noura").Without(field)));
    }

    [Fact]
    public void The_first_name_is_mandatory_for_an_individual_only()
    {
        Assert.Equal(["firstName required"], Some.Errors(Some.Person.Without("firstName")));
        Assert.Equal(
            ["companyIndustryType required", "contactName required", "leadTypeName required"],
            Some.Errors(Some.Person.With("leadType", "شركة"))
        );
    }

    [Fact]
    public void Without_a_valid_lead_type_no_field_is_mandatory_because_of_it()
    {
        Assert.Equal(["leadType required"], Some.Errors(Some.Person.Without("leadType", "firstName")));
        Assert.Equal(["leadType not-in-list"], Some.Errors(Some.Person.With("leadType", "Robot").Without("firstName")));
    }

    [Fact]
    [Promise("7.3")]
    public void An_empty_lead_has_an_error_for_each_mandatory_field_in_field_order() =>
        Assert.Equal(
            [
                "leadType required",
                "customerCountry required",
                "customerRegion required",
                "customerCity required",
                "phoneCode required",
                "preferredLanguage required",
                "ou required",
                "businessArea required",
                "leadDate required",
                "leadInterest required",
                "source required",
                "subSource required",
                "leadName required",
                "priority required",
            ],
            Some.Errors(new LeadText())
        );

    [Theory]
    [InlineData("FIRSTNAME")]
    [InlineData("firstname")]
    [InlineData("FirstName")]
    [InlineData("\\u0066irstName")]
    public void Names_match_in_any_case_and_with_any_escapes(string name)
    {
        var lead = Some.Check(Some.Person.Without("firstName").With(name, "Noura"));
        Assert.Empty(Some.Errors(lead));
        Assert.Empty(Some.Warnings(lead));
        Assert.Equal("Noura", lead.Value("firstName").Text);
    }

    [Theory]
    [InlineData("JTC")]
    [InlineData(" jtc ")]
    public void The_configured_company_is_valid(string company) =>
        Assert.Equal("JTC", Some.Check(Some.Person.With("company", company)).Value("company").Text);

    [Fact]
    public void The_error_of_another_company_names_the_configured_one()
    {
        var error = Some.Error(Some.Person.With("company", "ACME"));
        Assert.Equal("company not-in-list", $"{error.Path} {error.Code.Word}");
        Assert.Equal("JTC", error.Suggestion);
    }

    [Fact]
    public void An_absent_company_is_set_to_the_configured_one()
    {
        Assert.Equal("JTC", Some.Check(Some.Person).Value("company").Text);
        var other = Some.Rules with { Company = "XYZ" };
        Assert.Equal("XYZ", Some.Check(Some.Person, rules: other).Value("company").Text);
        Assert.Equal(["company not-in-list"], Some.Errors(Some.Check(Some.Person.With("company", "JTC"), rules: other)));
    }
}
