using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("7.1")]
public sealed class LeadJsonWriterTests
{
    private static readonly Lead Sample = Assert.Single(TestData.Read(TestData.Sample, []).Bulk!.Leads);

    [Fact]
    [Promise("5.1")]
    public void The_sample_is_returned_with_every_field_under_all_its_names() =>
        Assert.Equal(
            """
            {"index":0,"leadExternalId":574,"leadId":574,"isError":0,"errorList":null,"warningList":[],
            "leadType":"Company","companyIndustryType":"Bank","contactName":"Abdullah","leadTypeName":"Company","companyName":"Company",
            "title":"Mr","nationality":"Saudi","gender":"Male","firstName":"Abdullah","middleName":"Mobarak","lastName":"Careem",
            "dateOfBirth":"2025-08-17","occupation":"string","customerCountry":"Saudi Arabia","customerRegion":"Eastern Province",
            "customerCity":"Dammam",
            "address1":"Building 7, King Fahad Road","address2":"Khobar","phoneCode":"+966","phoneNumber":"555555555",
            "email":"example@example.com",
            "monthlyIncome":"0-5000 SAR","preferredLanguage":"English","preferredContactType":"Phone Call","company":"JTC","ou":"JMC",
            "brand":"JMC",
            "businessArea":"Sales","branch":"JMC Dammam Al Khaleej District","branchRouted":true,"leadDate":"2025-08-17T06:49:41.761Z",
            "leadInterest":"Vehicle Inquiry","interest":"Vehicle Inquiry","source":"Showroom","subSource":"Walk-in",
            "leadName":"Example Holdings",
            "leadReference":"string","leadNote":"string","vehicleType":"New",
            "vehicles":[{"leadVehiclesId":575,"modelFamily":"Grand Avenue","modelYear":2025,"modelMemo":"string",
            "modelPreferences":"string","totalQty":1,"extra":null}],
            "purchasePlan":"Immediate","paymentMode":"Cash","currency":"SAR","priority":"Hot",
            "testDriveRequired":true,"acceptNewsLetter":true,"acceptMarketing":true,"acceptPrivatePolicy":true,"extra":null}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(TestData.WriteLeadJson(new LeadRecord(Sample, 574, [575])))
        );

    [Fact]
    [Promise("3.3")]
    public void With_Arabic_only_the_labels_change()
    {
        var english = TestData.WriteLead(new LeadRecord(Sample, 574, [575]));
        var arabic = TestData.WriteLead(new LeadRecord(Sample, 574, [575]), arabic: true);
        foreach (var field in LeadFields.All.Where(field => field.Kind != FieldKind.Vehicles))
        {
            var item = field.List?.Representation == ListRepresentation.Label ? Sample[field].Item : null;
            Assert.Equal(item?.LabelAr ?? english.GetProperty(field.Name).ToString(), arabic.GetProperty(field.Name).ToString());
        }

        Assert.Equal("جراند أفينيو", arabic.GetProperty("vehicles")[0].GetProperty("modelFamily").GetString());
        Assert.Equal(2025, arabic.GetProperty("vehicles")[0].GetProperty("modelYear").GetInt32());
    }

    [Fact]
    public void Arabic_is_not_escaped() =>
        Assert.Contains(
            "\"firstName\":\"نورة\"",
            Encoding.UTF8.GetString(TestData.WriteLeadJson(new LeadRecord(TestData.Check(TestData.Person.With("firstName", "نورة"))))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Fields_that_were_not_sent_are_null_except_company_branch_and_vehicles()
    {
        var lead = TestData.WriteLead(new LeadRecord(TestData.Check(TestData.Person)));
        var sent = JsonDocument
            .Parse(TestData.Person.ToString())
            .RootElement.EnumerateObject()
            .Select(property => property.Name)
            .Append("brand")
            .Append("interest");
        foreach (var field in LeadFields.All.SelectMany(field => field.Names).Except(sent).Except(["company", "branch", "vehicles"]))
        {
            Assert.Equal(JsonValueKind.Null, lead.GetProperty(field).ValueKind);
        }

        Assert.Equal("JTC", lead.GetProperty("company").GetString());
        Assert.Equal(0, lead.GetProperty("vehicles").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("extra").ValueKind);
    }

    [Fact]
    public void No_is_false_and_an_absent_value_is_null()
    {
        var lead = TestData.WriteLead(
            new LeadRecord(TestData.Check(TestData.Person.With("acceptMarketing", "لا").With("acceptNewsLetter", 1)))
        );
        Assert.Equal(JsonValueKind.False, lead.GetProperty("acceptMarketing").ValueKind);
        Assert.Equal(JsonValueKind.True, lead.GetProperty("acceptNewsLetter").ValueKind);
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("testDriveRequired").ValueKind);
    }

    [Fact]
    public void A_lead_with_errors_has_no_leadId_and_lists_its_errors()
    {
        var lead = TestData.WriteLead(
            new LeadRecord(TestData.Check(TestData.Person.With("subSource", "Walk-in").Without("priority")), 574)
        );
        Assert.Equal(1, lead.GetProperty("isError").GetInt32());
        Assert.Equal(574, lead.GetProperty("leadExternalId").GetInt64());
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("leadId").ValueKind);
        var errors = lead.GetProperty("errorList");
        Assert.Equal(2, errors.GetArrayLength());
        Assert.Equal(
            ["field", "code", "value", "errorMessage", "errorMessageAr", "suggestions"],
            errors[0].EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("subSource", errors[0].GetProperty("field").GetString());
        Assert.Equal("not-in-parent", errors[0].GetProperty("code").GetString());
        Assert.Equal("Walk-in", errors[0].GetProperty("value").GetString());
        Assert.Contains("Showroom", errors[0].GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains("صالة العرض", errors[0].GetProperty("errorMessageAr").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, errors[0].GetProperty("suggestions").GetArrayLength());
        Assert.Equal("required", errors[1].GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, errors[1].GetProperty("value").ValueKind);
        Assert.Equal(0, errors[1].GetProperty("suggestions").GetArrayLength());
    }

    [Theory]
    [InlineData("{ \"a\" : [1.50, \"\\u0041\"] }")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("12345678901234567890.10")]
    [InlineData("false")]
    [Promise("7.3")]
    public void The_value_of_an_error_is_the_JSON_that_was_sent(string json)
    {
        var lead = TestData.WriteLead(new LeadRecord(TestData.Check(TestData.Person.WithJson("leadDate", json))));
        Assert.Equal(json, lead.GetProperty("errorList")[0].GetProperty("value").GetRawText());
    }

    [Fact]
    public void An_invalid_field_returns_the_text_that_was_sent_if_it_is_a_string_and_null_otherwise()
    {
        var lead = TestData.WriteLead(
            new LeadRecord(
                TestData.Check(
                    TestData
                        .Person.With("priority", "Boiling")
                        .With("email", "nobody")
                        .With("dateOfBirth", "yesterday")
                        .With("leadDate", "today")
                        .WithJson("firstName", "{}")
                        .With("title", 99)
                        .With("acceptMarketing", "maybe")
                        .WithVehicles(TestData.Vehicle(("modelYear", "old"), ("totalQty", "two"), ("modelFamily", "Nonesuch")))
                )
            )
        );
        Assert.Equal("Boiling", lead.GetProperty("priority").GetString());
        Assert.Equal("nobody", lead.GetProperty("email").GetString());
        Assert.Equal("yesterday", lead.GetProperty("dateOfBirth").GetString());
        Assert.Equal("today", lead.GetProperty("leadDate").GetString());
        Assert.Equal("Nonesuch", lead.GetProperty("vehicles")[0].GetProperty("modelFamily").GetString());
        Assert.All(["firstName", "title", "acceptMarketing"], name => Assert.Equal(JsonValueKind.Null, lead.GetProperty(name).ValueKind));
        Assert.All(
            ["modelYear", "totalQty"],
            name => Assert.Equal(JsonValueKind.Null, lead.GetProperty("vehicles")[0].GetProperty(name).ValueKind)
        );
    }

    [Fact]
    public void Ids_are_null_in_a_dry_run()
    {
        var lead = TestData.WriteLead(new LeadRecord(Sample));
        Assert.All(["leadExternalId", "leadId"], name => Assert.Equal(JsonValueKind.Null, lead.GetProperty(name).ValueKind));
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("vehicles")[0].GetProperty("leadVehiclesId").ValueKind);
    }

    [Fact]
    public void Warnings_and_extra_properties_are_in_the_lead_or_vehicle_they_belong_to()
    {
        var lead = TestData.WriteLead(
            new LeadRecord(TestData.Check(TestData.Person.With("fristName", "x").WithVehicles(TestData.Vehicle(("colour", "red")))))
        );
        Assert.Equal(0, lead.GetProperty("isError").GetInt32());
        Assert.Equal(
            ["vehicles[0].colour", "fristName"],
            lead.GetProperty("warningList").EnumerateArray().Select(warning => warning.GetProperty("field").GetString())
        );
        Assert.Equal("""{"fristName": "x"}""", lead.GetProperty("extra").GetRawText());
        Assert.Equal("""{"colour": "red"}""", lead.GetProperty("vehicles")[0].GetProperty("extra").GetRawText());
    }

    [Fact]
    public void The_errors_that_a_lead_had_take_precedence_over_those_that_it_has_today()
    {
        var then = TestData.Check(TestData.Person.With("priority", "Tepid").With("fristName", "x"));
        var lead = TestData.WriteLead(
            new LeadRecord(TestData.Check(TestData.Person), 7) { Errors = then.Errors, Warnings = then.Warnings }
        );
        Assert.Equal(1, lead.GetProperty("isError").GetInt32());
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("leadId").ValueKind);
        Assert.Equal("priority", Assert.Single(lead.GetProperty("errorList").EnumerateArray()).GetProperty("field").GetString());
        Assert.Equal("fristName", Assert.Single(lead.GetProperty("warningList").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    [Promise("7.4")]
    public void A_lead_among_those_of_other_bulks_names_its_bulk()
    {
        var origin = new BulkOrigin(532, new DateTime(2025, 8, 24, 21, 0, 0, DateTimeKind.Utc), "web-site");
        var lead = TestData.WriteLead(new LeadRecord(TestData.Check(TestData.Person)) { Origin = origin });
        Assert.Equal(532, lead.GetProperty("leadExternalHeaderId").GetInt64());
        Assert.Equal("2025-08-24T21:00:00.000Z", lead.GetProperty("createdDate").GetString());
        Assert.Equal("web-site", lead.GetProperty("createdBy").GetString());
        Assert.False(TestData.WriteLead(new LeadRecord(Sample)).TryGetProperty("createdBy", out _));
    }

    [Fact]
    [Promise("3.6")]
    public void A_stored_lead_still_shows_a_retired_item()
    {
        var retired = TestData.Catalog[ReferenceLists.LeadPriority].Items[0] with { IsActive = false };
        var fields = Sample.Fields.ToArray();
        fields[LeadFields.Table.All.Single(field => field.Name == "priority").Ordinal] = FieldValue.From(retired);
        var old = new Lead
        {
            Index = 0,
            Fields = fields,
            Vehicles = [],
        };
        Assert.Equal("Hot", TestData.WriteLead(new LeadRecord(old)).GetProperty("priority").GetString());
    }

    [Fact]
    public void The_calendar_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            var lead = Assert.Single(TestData.Read(TestData.Sample, []).Bulk!.Leads);
            Assert.Equal(
                TestData.WriteLeadJson(new LeadRecord(Sample, 574, [575])),
                TestData.WriteLeadJson(new LeadRecord(lead, 574, [575]))
            );
            var messages = TestData
                .Check(TestData.Person.With("dateOfBirth", "1800-01-01").WithVehicles(TestData.Vehicle(("totalQty", 0))))
                .Errors;
            Assert.Contains("1900-01-01", IssueMessages.Format(messages[0], arabic: true), StringComparison.Ordinal);
            Assert.Contains("from 1 to 1000", IssueMessages.Format(messages[1], arabic: false), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
