using Leadgate.Domain.Lists;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

public sealed class ReferenceListsTests
{
    [Fact, Promise("3.1")]
    public void The_26_lists_have_the_names_ids_and_parents_of_the_interface() =>
        Assert.Equal(
            [
                "CUSTOMER_TYPE 27",
                "CUSTOMER_INDUSTRY_TYPE 39",
                "TITLE 50",
                "NATIONALITY 51",
                "GENDER 52",
                "LANGUAGE 54",
                "CONTACT_TYPE 55",
                "COUNTRY 56",
                "REGION 57 COUNTRY",
                "CITY 58 REGION",
                "PURCHASE_PLAN 59",
                "PAYMENT_MODE 60",
                "CURRENCY 61",
                "PHONE_CODE 62",
                "MODEL 63 OU_TYPE",
                "MODEL_YEAR 64",
                "VEHICLE_TYPE 65",
                "BUSINESS_AREA 66 OU_TYPE",
                "LEAD_SOURCE 70",
                "LEAD_SUB_SOURCE 71 LEAD_SOURCE",
                "LEAD_INTEREST 74",
                "LEAD_PRIORITY 75",
                "LEAD_MONTHLY_INCOME 78",
                "OU_TYPE 102",
                "BRANCH_TYPE 103 OU_TYPE",
                "YES_OR_NO 104",
            ],
            ReferenceLists.All.Select(list => $"{list.Name} {list.Id} {list.Parent}".TrimEnd())
        );

    [Theory, Promise("3.2")]
    [InlineData("COUNTRY", 56)]
    [InlineData("country", 56)]
    [InlineData("Lead_Sub_Source", 71)]
    [InlineData("56", 56)]
    [InlineData("{COUNTRY}", 56)]
    [InlineData("{country}", 56)]
    [InlineData("{56}", 56)]
    [InlineData(" { COUNTRY } ", 56)]
    [InlineData("2", 102)]
    [InlineData("1", 103)]
    [InlineData("3", 66)]
    [InlineData("79", 65)]
    [InlineData("100", 57)]
    [InlineData("101", 58)]
    [InlineData("MODEL_FAMILY", 63)]
    [InlineData("customer_region", 57)]
    [InlineData("{CUSTOMER_CITY}", 58)]
    [InlineData("Brand", 102)]
    [InlineData("branch", 103)]
    [InlineData("DEPARTMENT", 66)]
    [InlineData("PRIORITY", 75)]
    [InlineData("LEAD_VEHICLE_TYPE", 65)]
    [InlineData("COMPANY_INDUSTRY_TYPE", 39)]
    [InlineData("Model Family", 63)]
    [InlineData("{lead sub source}", 71)]
    [InlineData("Company  Industry_ Type", 39)]
    public void A_list_is_found_by_names_and_ids_in_any_case_and_in_braces(string nameOrId, int id) =>
        Assert.Equal(id, ReferenceLists.Find(nameOrId)?.Id);

    [Fact, Promise("3.2")]
    public void Each_list_is_found_by_its_name_and_id()
    {
        Assert.All(
            ReferenceLists.All,
            list =>
            {
                Assert.Same(list, ReferenceLists.Find(list.Name));
                Assert.Same(list, ReferenceLists.Find($"{list.Id}"));
            }
        );
    }

    [Theory, Promise("3.2")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("COUNTRIES")]
    [InlineData("0")]
    [InlineData("056")]
    [InlineData("-56")]
    [InlineData("53")]
    [InlineData("COUN TRY")]
    [InlineData("CUSTOMERCITY")]
    [InlineData("_")]
    public void Other_names_are_not_lists(string nameOrId) => Assert.Null(ReferenceLists.Find(nameOrId));

    [Theory, Promise("3.4")]
    [InlineData("COUNTRIES", "COUNTRY")]
    [InlineData("countri", "COUNTRY")]
    [InlineData("{CITI}", "CITY")]
    [InlineData("SUB_SOURCE", "LEAD_SUB_SOURCE")]
    [InlineData("sub source", "LEAD_SUB_SOURCE")]
    [InlineData("BRANDS", "OU_TYPE")]
    public void An_unknown_name_gets_the_nearest_names(string name, string nearest)
    {
        var names = ReferenceLists.FindNearestNames(name);
        Assert.Equal(nearest, names[0]);
        Assert.InRange(names.Count, 1, 3);
        Assert.Equal(names.Distinct(), names);
    }

    [Theory, Promise("3.4")]
    [InlineData("CITIES", "CITY")]
    [InlineData("CITTY", "CITY")]
    [InlineData("GENDERS", "GENDER")]
    [InlineData("BRANCHE_TYPE", "BRANCH_TYPE")]
    public void Names_that_are_not_near_are_left_out(string name, string nearest) =>
        Assert.Equal([nearest], ReferenceLists.FindNearestNames(name));

    [Fact]
    public void Each_list_has_a_title_in_both_languages() =>
        Assert.All(
            ReferenceLists.All,
            list =>
            {
                Assert.Matches("^[A-Z][A-Za-z -]+$", list.Title);
                Assert.Matches("^[\u0600-\u06FF ]+$", list.TitleAr);
            }
        );
}
