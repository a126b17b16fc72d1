using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Adf;
using Leadgate.Formats.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Formats.Tests.Adf;

[Promise("12.1")]
public sealed class AdfBulkReaderTests
{
    private static readonly AdfLeadFormat Format = new();

    public static TheoryData<string> Variants => [.. AdfSample.Names];

    [Fact]
    public void Every_element_of_the_sample_arrives()
    {
        var lead = Assert.Single(TestData.ReadLeads(Format, AdfSample.Text));
        Assert.Empty(TestData.Errors(lead));
        Assert.Empty(lead.Warnings);
        var json = TestData.Write(lead);
        Dictionary<string, string> expected = new()
        {
            ["leadType"] = "Individual",
            ["firstName"] = "ريم",
            ["middleName"] = "سعد",
            ["lastName"] = "الحربي",
            ["contactName"] = "ريم سعد الحربي",
            ["customerCountry"] = "Saudi Arabia",
            ["customerRegion"] = "Riyadh",
            ["customerCity"] = "Riyadh",
            ["address1"] = "طريق الملك فهد",
            ["address2"] = "Building 12, Apartment 4, 12211",
            ["phoneCode"] = "+966",
            ["phoneNumber"] = "500004567",
            ["email"] = "reem.h@example.sa",
            ["preferredLanguage"] = "Arabic",
            ["preferredContactType"] = "Phone Call",
            ["ou"] = "KIA",
            ["businessArea"] = "Sales",
            ["leadDate"] = "2026-11-20T18:40:00.000Z",
            ["leadInterest"] = "Vehicle Inquiry",
            ["source"] = "Third-Party Portal",
            ["subSource"] = "Other",
            ["leadName"] = "ريم سعد الحربي",
            ["leadReference"] = "portal.example.sa:PX-90417",
            ["vehicleType"] = "New",
            ["purchasePlan"] = "Within 30 Days",
            ["paymentMode"] = "Credit",
            ["currency"] = "SAR",
            ["priority"] = "Warm",
        };
        Assert.Equal(expected, expected.Keys.ToDictionary(name => name, name => json[name]?.ToString() ?? "null"));
        Assert.True((bool)json["branchRouted"]!);
        Assert.All(LeadFields.Consents, consent => Assert.Null(json[consent.Name]));

        var vehicle = Assert.Single(json["vehicles"]!.AsArray())!.AsObject();
        Assert.Equal(("Sportage", "2026", true), ((string?)vehicle["modelFamily"], $"{vehicle["modelYear"]}", vehicle["totalQty"] is null));
        Assert.Equal(
            """
            trim: GT-Line
            body style: SUV
            doors: 5
            transmission: A
            exterior color (1): لؤلؤي
            interior color (1): أسود
            exterior color (2): Grey
            interior color (2): Beige
            option: Panoramic roof (PNR, OP-1, 4500 SAR (msrp))
            """,
            (string?)vehicle["modelPreferences"]
        );
        Assert.Equal(
            """
            vin: KNAPX00000T000001
            stock: ST-2210
            id: portal.example.sa:VEH-7
            odometer: 12 km
            condition: excellent
            price: 129900 SAR (asking)
            price comments: VAT included
            image: https://portal.example.sa/i/7.jpg
            comments: يفضل التسليم قبل رمضان
            """,
            (string?)vehicle["modelMemo"]
        );
        Assert.Equal(
            """
            Call after Maghrib & not on Friday. <b>Arabic please</b>
            Amount downpayment: 30000 SAR (maximum)
            Amount monthly: 2100 SAR (maximum)
            Balance finance: 99900 SAR
            Trade-in: 2018 Toyota Corolla, 143000 km, good, 27000 SAR (appraisal)
            Preferred time: evening
            Other phone: +966 11 000 2345 (voice, day)
            Timeframe: within a month, from 2026-11-25T00:00:00+03:00, until 2026-12-20T00:00:00+03:00
            Customer id: portal.example.sa:U-5501
            Other id: callcentre:CC-118
            Vendor: Riyadh North Showroom (portal.example.sa:D-31)
            Provider: Portal Example, New car quotes
            """,
            (string?)json["leadNote"]
        );
    }

    [Theory, MemberData(nameof(Variants))]
    public void The_same_lead_comes_of_it_as_senders_really_send_it(string name)
    {
        var expected = Normalize(TestData.ReadLeads(Format, AdfSample.Text)[0]);
        Assert.Equal(expected, Normalize(Assert.Single(TestData.Read(Format, AdfSample.Variants[name]).Bulk!.Leads)));
        Assert.Equal(expected, Normalize(Assert.Single(TestData.Read(Format, AdfSample.Variants[name], pieces: 700).Bulk!.Leads)));
    }

    [Theory]
    [InlineData("<name>Reem Saad Al-Harbi</name>", "firstName=Reem;lastName=Saad Al-Harbi;contactName=Reem Saad Al-Harbi")]
    [InlineData("""<name type="full">Reem</name>""", "firstName=Reem;leadName=Reem")]
    [InlineData("""<name part="surname">Al-Harbi</name><name part="first">Reem</name>""", "firstName=Reem;lastName=Al-Harbi")]
    [InlineData(
        """<name part="full" type="business">Example Trading</name><name part="full">Reem Saad</name>""",
        "leadType=Company;leadTypeName=Example Trading;contactName=Reem Saad"
    )]
    [InlineData("<phone>0500004567</phone>", "phoneCode=+966;phoneNumber=500004567")]
    [InlineData("<phone>+971 50 123 4567</phone>", "phoneCode=+971;phoneNumber=501234567")]
    [InlineData("<phone>call me</phone>", "phoneNumber=call me")]
    [InlineData("""<phone type="fax">0110001111</phone>""", "phoneNumber=null;leadNote=Other phone: 0110001111 (fax)")]
    [InlineData("<phone>050 123 4567</phone><address><country>AE</country></address>", "phoneNumber=050 123 4567")]
    [InlineData("<address><city>Jeddah</city></address>", "customerRegion=Makkah;customerCity=Jeddah;customerCountry=Saudi Arabia")]
    [InlineData("""<email preferredcontact="1">a@example.com</email><email>b@example.com</email>""", "preferredContactType=Email")]
    [InlineData("<comments>Line 1<br/>Line 2</comments>", "leadNote=Line 1\nLine 2")]
    [InlineData("<employment>Engineer</employment>", "extra={\"adf\":{\"customer/contact/employment\":\"Engineer\"}}")]
    public void A_contact_is_mapped(string contact, string expected) =>
        AssertFields($"<prospect><customer><contact>{contact}</contact></customer></prospect>", expected);

    [Theory]
    [InlineData("""<vehicle interest="test-drive"><make>Kia</make></vehicle>""", "leadInterest=Test Drive;testDriveRequired=true")]
    [InlineData("""<vehicle interest="lease" status="Used"><make>Kia</make></vehicle>""", "paymentMode=Lease;vehicleType=Used")]
    [InlineData("""<vehicle interest="sell"><make>Kia</make><model>Rio</model></vehicle>""", "leadInterest=Sell My Car;vehicles=[]")]
    [InlineData("""<vehicle interest="trade-in"><make>Kia</make></vehicle>""", "leadInterest=Trade-In;leadNote=Trade-in: Kia")]
    [InlineData("""<vehicle status="[stock_type]"><make>Kia</make></vehicle>""", "vehicleType=null;leadNote=null")]
    [InlineData("""<vehicle status="sold"><make>Kia</make></vehicle>""", "vehicleType=null;leadNote=Vehicle status: sold")]
    [InlineData(
        "<vehicle><make>[make]</make><model>2026 Kia Sportage GT Line</model></vehicle>",
        "ou=KIA;model=Sportage;year=2026;memo=GT Line"
    )]
    [InlineData("<vehicle><make>Kia</make><model>EV 9</model></vehicle>", "model=EV9;memo=null")]
    [InlineData("<vehicle><make>Kia</make><model>Unheard</model></vehicle>", "model=Unheard")]
    [InlineData("<customer><timeframe>within 30 days</timeframe></customer>", "purchasePlan=Within 30 Days")]
    [InlineData("<customer><timeframe>some day</timeframe></customer>", "purchasePlan=null;leadNote=Timeframe: some day")]
    [InlineData("<provider><name>Website</name></provider>", "source=Website;subSource=Other")]
    [InlineData(
        "<vehicle><make>JMC</make></vehicle><vendor><vendorname>JMC Dammam Al Khaleej District</vendorname></vendor>",
        "branchRouted=false"
    )]
    [InlineData("<id>7</id>", "leadReference=7")]
    public void A_prospect_is_mapped(string content, string expected) => AssertFields($"<prospect>{content}</prospect>", expected);

    [Fact]
    public void The_same_car_several_times_is_a_quantity()
    {
        const string Car = "<vehicle><make>Kia</make><model>Rio</model></vehicle>";
        var lead = TestData.ReadLeads(Format, $"<adf><prospect>{Car}<vehicle><model>EV6</model></vehicle>{Car}{Car}</prospect></adf>")[0];
        Assert.Equal(
            [("Rio", "3"), ("EV6", "")],
            TestData.Write(lead)["vehicles"]!.AsArray().Select(vehicle => ($"{vehicle!["modelFamily"]}", $"{vehicle["totalQty"]}"))
        );
    }

    [Fact]
    public void What_is_given_for_the_whole_bulk_takes_precedence_over_what_ADF_lacks_but_not_over_the_prospect()
    {
        Dictionary<string, string> values = new()
        {
            ["priority"] = "Hot",
            ["brand"] = "JMC",
            ["set"] = "",
        };
        values.Remove("set");
        var lead = TestData.ReadLeads(Format, AdfSample.Text, new LeadDefaults(values))[0];
        Assert.Equal(("Hot", "KIA"), (lead[Field("priority")].Item!.Label, lead[LeadFields.Ou].Item!.Label));
    }

    [Fact]
    [Promise("6.4")]
    public void A_prospect_that_cannot_be_read_is_a_lead_with_one_error_between_its_neighbors()
    {
        const string Broken = "<prospect><id>9</id><customer><contact></customer></contact></prospect>";
        var body = $"<adf>{AdfSample.Prospect}{Broken}{AdfSample.Prospect}</adf>{AdfSample.Text}<adf><prospect><id>8</id>";
        for (var pieces = 0; pieces < 9000; pieces += 997)
        {
            var leads = TestData.Read(Format, Encoding.UTF8.GetBytes(body), pieces).Bulk!.Leads;
            Assert.Equal([false, true, false, false, true], leads.Select(lead => lead.HasErrors));
            Assert.Equal(IssueCode.InvalidType, Assert.Single(leads[1].Errors).Code);
            Assert.Equal($"\"{Broken}\"", Encoding.UTF8.GetString(leads[1].SentJson.Span));
            Assert.Equal("\"<prospect><id>8</id>\"", Encoding.UTF8.GetString(leads[4].SentJson.Span));
            Assert.Contains("not readable XML", IssueMessages.Format(leads[1].Errors[0], arabic: false), StringComparison.Ordinal);
        }
    }

    /// <summary>Entities that would be expanded or fetched: there is no DTD in which they could be declared.</summary>
    [Fact]
    public void Entities_are_text_and_nothing_is_expanded_or_fetched()
    {
        const string Bomb = """
            <?xml version="1.0"?>
            <!DOCTYPE adf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY file SYSTEM "file:///etc/hostname">]>
            <adf><prospect><id>&b;</id><customer><comments>&file;</comments></customer></prospect></adf>
            """;
        var lead = Assert.Single(TestData.ReadLeads(Format, Bomb));
        Assert.Equal(("&b;", "&file;"), (lead[LeadFields.LeadReference].Text, lead[Field("leadNote")].Text));

        // Within the root it is no XML.
        const string Inside = """<adf><!DOCTYPE adf [<!ENTITY a "x">]><prospect><id>&a;</id></prospect></adf>""";
        Assert.Equal("&a;", Assert.Single(TestData.ReadLeads(Format, Inside))[LeadFields.LeadReference].Text);
        const string Deeper = """<adf><prospect><!DOCTYPE adf [<!ENTITY a "x">]><id>&a;</id></prospect></adf>""";
        Assert.DoesNotContain(
            "\"x\"",
            TestData.Write(TestData.ReadLeads(Format, Deeper)[0])["leadReference"]?.ToJsonString() ?? "",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Elements_that_are_nested_too_deep_and_characters_that_XML_does_not_have_do_no_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("<comments>", 100_000)) + string.Concat(Enumerable.Repeat("</comments>", 100_000));
        var lead = Assert.Single(TestData.ReadLeads(Format, $"<adf><prospect>{deep}</prospect></adf>"));
        Assert.Equal(["" + " invalid-type"], TestData.Errors(lead));
        lead = Assert.Single(TestData.ReadLeads(Format, "<adf><prospect><id>a\u0001\u000B&#0;&#x1F697;\uD83D\uDE97</id></prospect></adf>"));
        Assert.Equal("a \U0001F697\U0001F697", lead[LeadFields.LeadReference].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<adf></adf>")]
    [InlineData("<html><prospects/></html>")]
    public void A_document_without_a_prospect_is_refused(string body)
    {
        var reader = TestData.Read(Format, Encoding.UTF8.GetBytes(body));
        Assert.Equal(("not-a-bulk", true), (reader.Refusal?.Type.Name, reader.Bulk is null));
    }

    private static void AssertFields(string prospect, string expected)
    {
        var lead = Assert.Single(TestData.ReadLeads(Format, $"<adf>{prospect}</adf>"));
        var json = TestData.Write(lead);
        var vehicle = json["vehicles"]!.AsArray().FirstOrDefault() as JsonObject;
        foreach (var pair in expected.Split(';'))
        {
            var (name, value) = (pair.Split('=', 2)[0], pair.Split('=', 2)[1]);
            var actual = name switch
            {
                "model" => vehicle?["modelFamily"],
                "year" => vehicle?["modelYear"],
                "memo" => vehicle?["modelMemo"],
                _ => json[name],
            };
            Assert.Equal(
                value,
                actual is null ? "null"
                    : actual is JsonValue text ? text.ToString()
                    : actual.ToJsonString()
            );
        }
    }

    /// <summary>A lead as it is read back, without differences of space.</summary>
    private static string Normalize(Lead lead) =>
        TestData.Write(lead).ToJsonString().Replace("\\u00A0", " ", StringComparison.OrdinalIgnoreCase);

    private static LeadField Field(string name)
    {
        LeadFields.Table.TryFind(name, out var field, out _);
        return field;
    }
}
