using System.Text.RegularExpressions;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("7.2"), Promise("7.3")]
public sealed partial class IssueTextsTests
{
    private static readonly ListCatalog TwoDammams = Some.CatalogWith(
        ReferenceLists.City,
        items => items.Append(Some.Item(9001, "Dammam", "الدمام", 4))
    );

    /// <summary>A lead for each thing that a message is made for.</summary>
    private static readonly (string Problem, LeadText Lead)[] Wrongs =
    [
        ("required", Some.Person.Without("priority")),
        ("required", Some.Person.Without("firstName")),
        ("required", Some.Company.Without("contactName")),
        ("not-in-list", Some.Person.With("priority", "Boiling")),
        ("not-in-list", Some.Person.With("priority", "حار جدا")),
        ("not-in-list", Some.Person.With("subSource", "Nowhere")),
        ("not-in-list", Some.Person.With("company", "ACME")),
        ("not-in-list", Some.Person.With("customerCountry", "Germany").Without("customerRegion").With("customerCity", 1301)),
        ("not-in-parent", Some.Person.With("customerCity", "Jeddah")),
        ("not-in-parent", Some.Person.With("subSource", "WhatsApp")),
        ("not-in-parent", Some.Person.With("customerCountry", "Germany").With("customerRegion", 4).Without("customerCity")),
        ("invalid-type", Some.Person.WithJson("firstName", "{}")),
        ("invalid-type", Some.Person.WithJson("priority", "[]")),
        ("invalid-type", Some.Person.WithJson("acceptMarketing", "{}")),
        ("invalid-type", Some.Person.WithJson("dateOfBirth", "true")),
        ("invalid-type", Some.Person.WithJson("leadDate", "17")),
        ("invalid-type", Some.Person.WithJson("vehicles", "17")),
        ("invalid-type", Some.Person.WithVehicles(new LeadText().WithJson("totalQty", "false"))),
        ("invalid-date", Some.Person.With("dateOfBirth", "yesterday")),
        ("invalid-date", Some.Person.With("leadDate", "2025-02-30")),
        ("invalid-length", Some.Person.With("phoneNumber", "0501234567")),
        ("invalid-format", Some.Person.With("phoneNumber", "5O1234567")),
        ("invalid-format", Some.Person.With("email", "nobody")),
        ("invalid-format", Some.Person.WithVehicles(Some.Vehicle(("totalQty", "two")))),
        ("out-of-range", Some.Person.With("dateOfBirth", "1800-01-01")),
        ("out-of-range", Some.Person.WithVehicles(Some.Vehicle(("totalQty", 0)))),
        ("out-of-range", Some.Person.WithVehicles([.. Enumerable.Repeat(new LeadText(), 101)])),
        ("too-long", Some.Person.With("firstName", new string('x', 101))),
        ("invalid-character", Some.Person.WithJson("firstName", "\"\\u0000\"")),
        ("invalid-character", Some.Person.WithJson("firstName", "\"\\ud83d\"")),
        ("ambiguous", Some.Person),
        ("conflict", Some.Person.And("brand", "KIA")),
        ("unknown-field", Some.Person.With("fristName", "x")),
        ("unknown-field", Some.Person.WithVehicles(Some.Vehicle(("colour", "x")))),
        ("kept-as-text", Some.Person.With("customerCountry", "Germany").Without("customerCity").With("customerRegion", "Bavaria")),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Wrongs.Length)];

    [Fact]
    public void Every_code_is_provoked_here() =>
        Assert.Equal(IssueCode.All.Select(code => code.Word).Order(), Wrongs.Select(wrong => wrong.Problem).Distinct().Order());

    [Fact]
    public void The_codes_are_a_small_fixed_set_of_kebab_case_words() =>
        Assert.Equal(
            [
                "required",
                "not-in-list",
                "not-in-parent",
                "invalid-type",
                "invalid-date",
                "invalid-length",
                "invalid-format",
                "out-of-range",
                "too-long",
                "invalid-character",
                "ambiguous",
                "conflict",
                "unknown-field",
                "kept-as-text",
            ],
            IssueCode.All.Select(code => code.Word)
        );

    [Theory, MemberData(nameof(Places))]
    public void Both_messages_name_the_field_as_people_know_it_and_say_what_to_do(int place)
    {
        var issue = Provoke(place);
        var (english, arabic) = (IssueMessages.Message(issue, arabic: false), IssueMessages.Message(issue, arabic: true));
        Assert.Contains(issue.Field?.Title ?? issue.Name, english, StringComparison.Ordinal);
        Assert.Contains(issue.Field?.TitleAr ?? issue.Name, arabic, StringComparison.Ordinal);
        Assert.Matches(ArabicWord(), arabic);
        Assert.DoesNotMatch(ArabicWord(), issue.Code.Word == "not-in-list" ? english.Split("\"")[0] : english);
        Assert.All(
            [english, arabic],
            text =>
            {
                Assert.Matches("[.?؟]$", text);
                Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
                Assert.DoesNotContain("{", text, StringComparison.Ordinal);
                Assert.DoesNotContain(" ,", text, StringComparison.Ordinal);
            }
        );
    }

    [Theory, MemberData(nameof(Places))]
    public void A_message_shows_what_was_sent_where_that_helps(int place)
    {
        var issue = Provoke(place);
        if (
            issue.Code.Word
            is "not-in-list"
                or "not-in-parent"
                or "invalid-date"
                or "invalid-length"
                or "invalid-format"
                or "ambiguous"
                or "kept-as-text"
        )
        {
            var sent = System.Text.Encoding.UTF8.GetString(issue.Value.Span).Trim('"');
            Assert.Contains($"\"{sent}\"", IssueMessages.Message(issue, arabic: false), StringComparison.Ordinal);
            Assert.Contains($"«{sent}»", IssueMessages.Message(issue, arabic: true), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("7", "a number", "رقم")]
    [InlineData("\"x\"", "a text", "نص")]
    [InlineData("true", "true or false", "قيمة منطقية")]
    [InlineData("null", "null", "null")]
    [InlineData("[]", "an array", "مصفوفة")]
    public void A_lead_or_vehicle_that_is_no_object_is_told_what_it_is(string json, string english, string arabic)
    {
        foreach (var issue in (Issue[])[Assert.Single(Some.Check(json).Errors), Some.Error(Some.Person.WithJson("vehicles", $"[{json}]"))])
        {
            Assert.Contains(
                issue.Vehicle is null ? "This lead is " + english : "This vehicle is " + english,
                IssueMessages.Message(issue, arabic: false),
                StringComparison.Ordinal
            );
            Assert.Contains(arabic, IssueMessages.Message(issue, arabic: true), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_value_is_cut_and_never_within_a_letter_of_two_halves()
    {
        var text = new string('x', 79) + "\U0001F697" + new string('y', 1000);
        var message = IssueMessages.Message(Some.Error(Some.Person.With("priority", text)), arabic: false);
        Assert.Contains($"\"{new string('x', 79)}…\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsSurrogate);
    }

    [Theory]
    [InlineData("Hottt", "Hot", "Cold", "Low")]
    [InlineData("عاجلل", "ساخن")]
    [Promise("4.4")]
    public void There_are_up_to_three_suggestions_in_the_language_of_the_text_nearest_first(string sent, params string[] first)
    {
        var suggestions = IssueMessages.Suggestions(Some.Error(Some.Person.With("priority", sent)));
        Assert.Equal(first, suggestions.Take(first.Length));
        Assert.Equal(3, suggestions.Distinct().Count());
        Assert.All(suggestions, suggestion => Assert.Equal(ArabicWord().IsMatch(sent), ArabicWord().IsMatch(suggestion)));
    }

    [Fact]
    public void What_has_no_list_has_no_suggestion_but_a_company_and_an_unknown_name_do()
    {
        Assert.Empty(IssueMessages.Suggestions(Some.Error(Some.Person.With("email", "nobody"))));
        Assert.Empty(IssueMessages.Suggestions(Some.Error(Some.Person.Without("priority"))));
        Assert.Equal(["JTC"], IssueMessages.Suggestions(Some.Error(Some.Person.With("company", "ACME"))));
        Assert.Equal(["firstName"], IssueMessages.Suggestions(Assert.Single(Some.Check(Some.Person.With("fristName", "x")).Warnings)));
    }

    private static Issue Provoke(int place)
    {
        var (problem, text) = Wrongs[place];
        var lead = Some.Check(text, problem == "ambiguous" ? TwoDammams : null);
        var issue = Assert.Single(lead.Errors.Concat(lead.Warnings));
        Assert.Equal(problem, issue.Code.Word);
        return issue;
    }

    [GeneratedRegex("[\u0621-\u064A]{2,}")]
    private static partial Regex ArabicWord();
}
