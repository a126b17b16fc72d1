using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Privacy;

/// <summary>A person in accepted leads, and what is personal in one.</summary>
public sealed class LeadTraceTests
{
    [Fact]
    public void Their_own_lead_is_theirs_whole()
    {
        var trace = Find("512345678", ("phoneNumber", "512345678"))!;
        Assert.True(trace is { BelongsToSubject: true, Extra.IsChanged: true, Warnings.IsChanged: true });
        Assert.Equal(LeadMatch.PersonalFields, trace.Fields);
    }

    [Fact]
    public void A_number_is_theirs_under_the_code_that_was_given_only()
    {
        Assert.True(Find("+966512345678", ("phoneCode", "966"), ("phoneNumber", "512345678"))?.BelongsToSubject);
        Assert.False(Find("+971512345678", ("phoneCode", "966"), ("phoneNumber", "512345678"))?.BelongsToSubject ?? false);
        Assert.True(Find("512345678", ("phoneCode", "971"), ("phoneNumber", "512345678"))?.BelongsToSubject);
    }

    [Theory]
    [InlineData("leadNote", "leadNote")]
    [InlineData("leadName", "leadName")]
    [InlineData("address2", "address2")]
    [InlineData("lang", "extra")]
    public void In_the_lead_of_another_only_the_field_that_names_them_is(string property, string path)
    {
        var trace = Find("512345678", ("phoneNumber", "587654321"), (property, "ask 0512345678"))!;
        Assert.False(trace.BelongsToSubject);
        Assert.Equal([path], trace.Paths);
    }

    [Fact]
    public void A_vehicle_that_names_them_is_seen()
    {
        var trace = Find("512345678", ("vehicles", new[] { new Dictionary<string, string> { ["modelMemo"] = "for 512345678" } }))!;
        Assert.Equal(["vehicles[0]"], trace.Paths);
    }

    [Fact]
    public void The_contact_data_of_another_is_never_theirs()
    {
        Assert.Null(Find(null, "li@example.com", ("email", "ali@example.com")));
        Assert.Null(Find(null, "sara@firm.com", ("email", "sara@firm.com.sa")));
        Assert.Null(Find("+96551234567", null, ("phoneNumber", "551234567")));
    }

    [Fact]
    public void Of_unknown_properties_only_what_names_them_is_cut_out()
    {
        var trace = Find("512345678", ("utm", "spring"), ("friend", "0512345678"))!;
        Assert.Equal(
            """{"utm":"spring","friend":null}""",
            System.Text.Encoding.UTF8.GetString(trace.Extra.NewJson.Span).Replace(" ", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_lead_without_them_has_no_trace() => Assert.Null(Find("512345678", ("phoneNumber", "587654321")));

    [Fact]
    public void Every_text_that_a_sender_may_fill_freely_is_personal() =>
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
    public void What_else_tells_something_about_a_person_is_personal(string name) =>
        Assert.True(LeadFields.All.Single(field => field.Name == name).IsPersonal);

    [Theory]
    [InlineData("source")]
    [InlineData("ou")]
    [InlineData("leadDate")]
    [InlineData("customerCity")]
    [InlineData("acceptMarketing")]
    public void What_is_counted_is_kept(string name) => Assert.False(LeadFields.All.Single(field => field.Name == name).IsPersonal);

    private static LeadMatch? Find(string phone, params (string Name, object Value)[] changes) => Find(phone, null, changes);

    private static LeadMatch? Find(string? phone, string? email, params (string Name, object Value)[] changes)
    {
        var lead = Some.Check(changes.Aggregate(Some.Person, (text, change) => text.With(change.Name, change.Value)));
        Assert.Empty(lead.Errors);
        return LeadMatch.Find(lead, default, DataSubject.TryCreate(phone, email, Some.Catalog[ReferenceLists.PhoneCode], out _)!);
    }
}
