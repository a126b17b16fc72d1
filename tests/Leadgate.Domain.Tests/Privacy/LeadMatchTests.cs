using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Privacy;

public sealed class LeadMatchTests
{
    [Fact]
    public void All_personal_data_of_a_lead_that_belongs_to_the_person_matches()
    {
        var trace = Find("512345678", ("phoneNumber", "512345678"))!;
        Assert.True(trace is { BelongsToSubject: true, Extra.IsChanged: true, Warnings.IsChanged: true });
        Assert.Equal(LeadMatch.PersonalFields, trace.Fields);
    }

    [Fact]
    public void Texts_that_are_kept_in_place_of_an_item_are_personal_data()
    {
        var place = ("customerCity", (object)"Munich, ask for Reem");
        var own = Find("512345678", ("customerCountry", "Germany"), ("phoneNumber", "512345678"), ("customerRegion", "Reem"), place)!;
        Assert.Superset(new HashSet<LeadField> { LeadFields.CustomerRegion, LeadFields.CustomerCity }, own.Fields.ToHashSet());
        place = ("customerCity", "ask 0512345678");
        var other = Find("512345678", ("customerCountry", "Germany"), ("customerRegion", "Bavaria"), ("email", "li@example.com"), place)!;
        Assert.Equal([LeadFields.CustomerCity], other.Fields);
    }

    [Fact]
    public void A_number_with_a_country_code_matches_with_that_code_only()
    {
        Assert.True(Find("+966512345678", ("phoneCode", "966"), ("phoneNumber", "512345678"))?.BelongsToSubject);
        Assert.False(Find("+971512345678", ("phoneCode", "966"), ("phoneNumber", "512345678"))?.BelongsToSubject ?? false);
        Assert.True(Find("512345678", ("phoneCode", "971"), ("phoneNumber", "512345678"))?.BelongsToSubject);
    }

    [Fact]
    public void A_stored_address_with_an_invisible_character_is_that_of_the_person()
    {
        // As it was stored before invisible characters were removed from addresses.
        var lead = TestData.Check(TestData.Person.With("email", "reem@example.com"));
        var fields = lead.Fields.ToArray();
        fields[LeadFields.Email.Ordinal] = FieldValue.From("ree\u200Bm@example.com");
        var stored = new Lead
        {
            Index = 0,
            Fields = fields,
            Vehicles = [],
        };
        Assert.True(LeadMatch.Find(stored, default, Subject(null, "Reem@example.com"))?.BelongsToSubject);
        Assert.Null(LeadMatch.Find(stored, default, Subject(null, "eem@example.com")));
    }

    [Theory]
    [InlineData("leadNote", "leadNote")]
    [InlineData("leadName", "leadName")]
    [InlineData("address2", "address2")]
    [InlineData("lang", "extra")]
    public void In_the_lead_of_another_person_only_the_field_that_mentions_the_person_matches(string property, string path)
    {
        var trace = Find("512345678", ("phoneNumber", "587654321"), (property, "ask 0512345678"))!;
        Assert.False(trace.BelongsToSubject);
        Assert.Equal([path], trace.Paths);
    }

    [Fact]
    public void A_vehicle_that_mentions_the_person_matches()
    {
        var trace = Find("512345678", ("vehicles", new[] { new Dictionary<string, string> { ["modelMemo"] = "for 512345678" } }))!;
        Assert.Equal(["vehicles[0]"], trace.Paths);
    }

    [Fact]
    public void The_contact_fields_of_another_person_never_match()
    {
        Assert.Null(Find(null, "li@example.com", ("email", "ali@example.com")));
        Assert.Null(Find(null, "sara@firm.com", ("email", "sara@firm.com.sa")));
        Assert.Null(Find("+96551234567", null, ("phoneNumber", "551234567")));

        // A stranger who has the same number in another country.
        Assert.Null(Find("+971512345678", null, ("phoneCode", "+966"), ("phoneNumber", "512345678")));
    }

    [Fact]
    public void Only_unknown_properties_that_mention_the_person_are_removed()
    {
        var trace = Find("512345678", ("email", "li@example.com"), ("utm", "spring"), ("friend", "0512345678"))!;
        Assert.Equal(
            """{"utm":"spring","friend":null}""",
            System.Text.Encoding.UTF8.GetString(trace.Extra.NewJson.Span).Replace(" ", "", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("الجوال", "0512345678", true)]
    [InlineData("leadNote", "call 0512345678", false)]
    [InlineData("history", "He called from 0512345678 on Sunday", false)]
    public void Lead_without_a_contact_that_mentions_the_person_is_erased_whole(string property, string value, bool belongsToSubject)
    {
        var match = Find("512345678", ("phoneNumber", null!), ("email", null!), (property, value))!;
        Assert.Equal((belongsToSubject, true), (match.BelongsToSubject, match.IsErasedWhole));
        Assert.Equal(LeadMatch.PersonalFields, match.Fields);
    }

    [Fact]
    public void A_lead_that_does_not_mention_the_person_does_not_match() => Assert.Null(Find("512345678", ("phoneNumber", "587654321")));

    [Fact]
    public void Every_free_text_is_personal_data() =>
        Assert.All(
            LeadFields.All.Concat(VehicleFields.All).Where(field => field.Kind == FieldKind.Text && field != LeadFields.Company),
            field => Assert.True(field.IsPersonal, field.Name)
        );

    [Theory]
    [InlineData("gender")]
    [InlineData("nationality")]
    [InlineData("title")]
    [InlineData("dateOfBirth")]
    [InlineData("monthlyIncome")]
    public void Other_fields_about_a_person_are_personal_data(string name) =>
        Assert.True(LeadFields.All.Single(field => field.Name == name).IsPersonal);

    [Theory]
    [InlineData("source")]
    [InlineData("ou")]
    [InlineData("leadDate")]
    [InlineData("customerCity")]
    [InlineData("acceptMarketing")]
    public void Fields_for_statistics_are_not_personal_data(string name) =>
        Assert.False(LeadFields.All.Single(field => field.Name == name).IsPersonal);

    private static LeadMatch? Find(string phone, params (string Name, object Value)[] changes) => Find(phone, null, changes);

    private static LeadMatch? Find(string? phone, string? email, params (string Name, object Value)[] changes)
    {
        var lead = TestData.Check(changes.Aggregate(TestData.Person, (text, change) => text.With(change.Name, change.Value)));
        Assert.Empty(lead.Errors);
        return LeadMatch.Find(lead, default, Subject(phone, email));
    }

    private static DataSubject Subject(string? phone, string? email) =>
        DataSubject.TryCreate(phone, email, TestData.Catalog[ReferenceLists.PhoneCode], out _)!;
}
