using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5")]
public sealed class MandatoryFieldTests
{
    [Fact]
    public void A_lead_with_only_the_mandatory_fields_is_valid()
    {
        Assert.Empty(TestData.Errors(TestData.Person));
        Assert.Empty(TestData.Errors(TestData.Company));
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
        Assert.Equal([$"{field} required"], TestData.Errors(TestData.Person.Without(field)));
        Assert.Equal([$"{field} required"], TestData.Errors(TestData.Company.Without(field)));
    }

    [Fact]
    [Promise("4.7")]
    public void Without_a_brand_only_the_brand_is_missing()
    {
        Assert.Equal(["ou required"], TestData.Errors(TestData.Person.Without("ou")));
        Assert.Equal(["ou required"], TestData.Errors(TestData.Person.Without("ou").With("branch", "JMC-DMM-1")));
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
        Assert.Equal(["leadName required"], TestData.Errors(TestData.Person.WithJson("leadName", json)));
        Assert.Equal(["priority required"], TestData.Errors(TestData.Person.WithJson("priority", json)));
        Assert.Equal(["leadDate required"], TestData.Errors(TestData.Person.WithJson("leadDate", json)));
        var lead = TestData.Check(
            TestData.Person.WithJson("email", json).WithJson("vehicles", json).WithJson("branch", json).WithJson("company", json)
        );
        Assert.Empty(TestData.Errors(lead));
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
        Assert.Equal([$"{field} required"], TestData.Errors(TestData.Company.Without(field)));
        Assert.Equal([], TestData.Errors(TestData.Company.With("leadType", "Individual").With("firstName", "Noura").Without(field)));
    }

    [Fact]
    public void The_first_name_is_mandatory_for_an_individual_only()
    {
        Assert.Equal(["firstName required"], TestData.Errors(TestData.Person.Without("firstName")));
        Assert.Equal(
            ["companyIndustryType required", "contactName required", "leadTypeName required"],
            TestData.Errors(TestData.Person.With("leadType", "شركة"))
        );
    }

    [Fact]
    public void Without_a_valid_lead_type_no_field_is_mandatory_because_of_it()
    {
        Assert.Equal(["leadType required"], TestData.Errors(TestData.Person.Without("leadType", "firstName")));
        Assert.Equal(["leadType not-in-list"], TestData.Errors(TestData.Person.With("leadType", "Robot").Without("firstName")));
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
            TestData.Errors(new LeadText())
        );

    [Theory]
    [InlineData("FIRSTNAME")]
    [InlineData("firstname")]
    [InlineData("FirstName")]
    [InlineData("\\u0066irstName")]
    public void Names_match_in_any_case_and_with_any_escapes(string name)
    {
        var lead = TestData.Check(TestData.Person.Without("firstName").With(name, "Noura"));
        Assert.Empty(TestData.Errors(lead));
        Assert.Empty(TestData.Warnings(lead));
        Assert.Equal("Noura", lead.Value("firstName").Text);
    }

    [Theory]
    [InlineData("JTC")]
    [InlineData(" jtc ")]
    public void The_configured_company_is_valid(string company) =>
        Assert.Equal("JTC", TestData.Check(TestData.Person.With("company", company)).Value("company").Text);

    [Fact]
    public void The_error_of_another_company_names_the_configured_one()
    {
        var error = TestData.Error(TestData.Person.With("company", "ACME"));
        Assert.Equal("company not-in-list", $"{error.Path} {error.Code.Word}");
        Assert.Equal("JTC", error.Suggestion);
    }

    [Fact]
    public void An_absent_company_is_set_to_the_configured_one()
    {
        Assert.Equal("JTC", TestData.Check(TestData.Person).Value("company").Text);
        var other = TestData.Rules with { Company = "XYZ" };
        Assert.Equal("XYZ", TestData.Check(TestData.Person, rules: other).Value("company").Text);
        Assert.Equal(["company not-in-list"], TestData.Errors(TestData.Check(TestData.Person.With("company", "JTC"), rules: other)));
    }
}
