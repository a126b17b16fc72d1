using System.Text.RegularExpressions;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("7.2"), Promise("7.3")]
public sealed partial class IssueMessagesTests
{
    private static readonly ListCatalog TwoDammams = TestData.CatalogWith(
        ReferenceLists.City,
        items => items.Append(TestData.Item(9001, "Dammam", "الدمام", 4))
    );

    /// <summary>A lead for each kind of message.</summary>
    private static readonly (string Code, LeadText Lead)[] Cases =
    [
        ("required", TestData.Person.Without("priority")),
        ("required", TestData.Person.Without("firstName")),
        ("required", TestData.Company.Without("contactName")),
        ("not-in-list", TestData.Person.With("priority", "Boiling")),
        ("not-in-list", TestData.Person.With("priority", "حار جدا")),
        ("not-in-list", TestData.Person.With("subSource", "Nowhere")),
        ("not-in-list", TestData.Person.With("company", "ACME")),
        ("not-in-list", TestData.Person.With("customerCountry", "Germany").Without("customerRegion").With("customerCity", 1301)),
        ("not-in-parent", TestData.Person.With("customerCity", "Jeddah")),
        ("not-in-parent", TestData.Person.With("subSource", "TikTok")),
        ("not-in-parent", TestData.Person.With("customerCountry", "Germany").With("customerRegion", 4).Without("customerCity")),
        ("invalid-type", TestData.Person.WithJson("firstName", "{}")),
        ("invalid-type", TestData.Person.WithJson("priority", "[]")),
        ("invalid-type", TestData.Person.WithJson("acceptMarketing", "{}")),
        ("invalid-type", TestData.Person.WithJson("dateOfBirth", "true")),
        ("invalid-type", TestData.Person.WithJson("leadDate", "17")),
        ("invalid-type", TestData.Person.WithJson("vehicles", "17")),
        ("invalid-type", TestData.Person.WithVehicles(new LeadText().WithJson("totalQty", "false"))),
        ("invalid-date", TestData.Person.With("dateOfBirth", "yesterday")),
        ("invalid-date", TestData.Person.With("leadDate", "2025-02-30")),
        ("invalid-length", TestData.Person.With("phoneNumber", "0501234567")),
        ("invalid-format", TestData.Person.With("phoneNumber", "5O1234567")),
        ("invalid-format", TestData.Person.With("email", "nobody")),
        ("invalid-format", TestData.Person.WithVehicles(TestData.Vehicle(("totalQty", "two")))),
        ("invalid-length", TestData.Person.With("phoneNumber", "12")),
        ("out-of-range", TestData.Person.With("dateOfBirth", "1800-01-01")),
        ("out-of-range", TestData.Person.With("dateOfBirth", "1410-05-03")),
        ("out-of-range", TestData.Person.With("leadDate", "2099-01-01")),
        ("out-of-range", TestData.Person.WithVehicles(TestData.Vehicle(("totalQty", 0)))),
        ("out-of-range", TestData.Person.WithVehicles([.. Enumerable.Repeat(new LeadText(), 101)])),
        ("too-long", TestData.Person.With("firstName", new string('x', 101))),
        ("invalid-character", TestData.Person.WithJson("firstName", "\"\\u0000\"")),
        ("invalid-character", TestData.Person.WithJson("firstName", "\"\\ud83d\"")),
        ("ambiguous", TestData.Person),
        ("conflict", TestData.Person.And("brand", "KIA")),
        ("precision-lost", TestData.Person.With("leadReference", "1.23E+17")),
        ("precision-lost", TestData.Person),
        ("no-cached-value", TestData.Person),
        ("unreadable-cell", TestData.Person.With("leadReference", "#N/A")),
        ("unreadable-cell", TestData.Person),
        ("unknown-field", TestData.Person.With("fristName", "x")),
        ("unknown-field", TestData.Person.WithVehicles(TestData.Vehicle(("colour", "x")))),
        ("kept-as-text", TestData.Person.With("customerCountry", "Germany").Without("customerCity").With("customerRegion", "Bavaria")),
    ];

    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, Cases.Length)];

    [Fact]
    public void Every_code_has_a_case() =>
        Assert.Equal(IssueCode.All.Select(code => code.Word).Order(), Cases.Select(example => example.Code).Distinct().Order());

    /// <summary>Senders branch on the codes: none may be renamed or removed.</summary>
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
                "precision-lost",
                "no-cached-value",
                "unreadable-cell",
                "unknown-field",
                "kept-as-text",
            ],
            IssueCode.All.OrderBy(code => code.IsWarning).Select(code => code.Word)
        );

    [Theory, MemberData(nameof(CaseNumbers))]
    public void Both_messages_name_the_field_by_its_title_and_are_full_sentences(int number)
    {
        var issue = CreateIssue(number);
        var (english, arabic) = (IssueMessages.Format(issue, arabic: false), IssueMessages.Format(issue, arabic: true));
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

    [Theory, MemberData(nameof(CaseNumbers))]
    public void A_message_quotes_the_value_where_that_helps(int number)
    {
        var issue = CreateIssue(number);
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
            Assert.Contains($"\"{sent}\"", IssueMessages.Format(issue, arabic: false), StringComparison.Ordinal);
            Assert.Contains($"«\u2068{sent}\u2069»", IssueMessages.Format(issue, arabic: true), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("7", "a number", "عدد")]
    [InlineData("\"x\"", "a string", "نص")]
    [InlineData("true", "a Boolean", "قيمة منطقية")]
    [InlineData("null", "null", "null")]
    [InlineData("[]", "an array", "مصفوفة")]
    public void The_message_for_a_lead_or_vehicle_that_is_not_an_object_names_its_type(string json, string english, string arabic)
    {
        foreach (
            var issue in (Issue[])
                [Assert.Single(TestData.Check(json).Errors), TestData.Error(TestData.Person.WithJson("vehicles", $"[{json}]"))]
        )
        {
            Assert.Contains(
                $"The {(issue.VehicleIndex is null ? "lead" : "vehicle")} must be a JSON object, but {english} was sent.",
                IssueMessages.Format(issue, arabic: false),
                StringComparison.Ordinal
            );
            Assert.Contains(arabic, IssueMessages.Format(issue, arabic: true), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_value_is_cut_but_never_within_a_surrogate_pair()
    {
        var text = new string('x', 79) + "\U0001F697" + new string('y', 1000);
        var message = IssueMessages.Format(TestData.Error(TestData.Person.With("priority", text)), arabic: false);
        Assert.Contains($"\"{new string('x', 79)}…\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsSurrogate);
    }

    [Theory]
    [InlineData("Hottt", "Hot", "Cold", "Low")]
    [InlineData("عاجلل", "ساخن")]
    [Promise("4.4")]
    public void Up_to_three_suggestions_are_given_in_the_language_of_the_text_nearest_first(string sent, params string[] first)
    {
        var suggestions = IssueMessages.GetSuggestions(TestData.Error(TestData.Person.With("priority", sent)));
        Assert.Equal(first, suggestions.Take(first.Length));
        Assert.Equal(3, suggestions.Distinct().Count());
        Assert.All(suggestions, suggestion => Assert.Equal(ArabicWord().IsMatch(sent), ArabicWord().IsMatch(suggestion)));
    }

    [Fact]
    public void Fields_without_a_list_have_no_suggestions_except_those_that_can_be_computed()
    {
        Assert.Empty(IssueMessages.GetSuggestions(TestData.Error(TestData.Person.With("email", "nobody"))));
        Assert.Empty(IssueMessages.GetSuggestions(TestData.Error(TestData.Person.Without("priority"))));
        Assert.Equal(["JTC"], IssueMessages.GetSuggestions(TestData.Error(TestData.Person.With("company", "ACME"))));
        Assert.Equal(
            ["firstName"],
            IssueMessages.GetSuggestions(Assert.Single(TestData.Check(TestData.Person.With("fristName", "x")).Warnings))
        );
    }

    [Theory]
    [InlineData("firstName", 101, "100 characters", "100 حرف.")]
    [InlineData("address1", 301, "300 characters", "300 حرف.")]
    [InlineData("leadNote", 4001, "4000 characters", "4000 حرف.")]
    [InlineData("email", 255, "254 characters", "254 حرفًا.")]
    public void The_length_limit_agrees_with_its_noun(string field, int length, string english, string arabic)
    {
        var issue = TestData.Error(TestData.Person.With(field, new string('x', length)));

        Assert.Contains(english, IssueMessages.Format(issue, arabic: false), StringComparison.Ordinal);
        Assert.Contains("وهو " + arabic, IssueMessages.Format(issue, arabic: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_phone_number_of_the_wrong_length_is_answered_with_its_number_of_digits()
    {
        var issue = TestData.Error(TestData.Person.With("phoneNumber", "50\u200B12"));

        Assert.Equal(
            "Phone number must have exactly 9 digits, but \"5012\" has 4."
                + " Send the whole number without the country code and the leading zero.",
            IssueMessages.Format(issue, arabic: false)
        );
        Assert.Equal(
            "رقم الهاتف: أرسل 9 أرقام بالضبط، دون رمز الدولة ودون الصفر الذي في أول الرقم، مثل 512345678."
                + " القيمة المرسلة: «\u20685012\u2069».",
            IssueMessages.Format(issue, arabic: true)
        );
    }

    [Fact]
    public void A_date_of_another_type_is_answered_with_an_example()
    {
        var issue = TestData.Error(TestData.Person.WithJson("leadDate", "1755412181"));

        Assert.Equal(
            "Lead date must be a date string such as \"2025-08-17\", but a number was sent.",
            IssueMessages.Format(issue, arabic: false)
        );
        Assert.Contains("مثل \"\u20662025-08-17\u2069\"", IssueMessages.Format(issue, arabic: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Arabic_labels_are_quoted_and_joined_by_a_repeated_conjunction()
    {
        var message = IssueMessages.Format(TestData.Error(TestData.Person.With("subSource", "Nowhere")), arabic: true);

        Assert.Matches("، مثل «[^«»]+» أو «[^«»]+» أو «[^«»]+»\\.$", message);
    }

    [Theory]
    [InlineData("leadDate", "soon", "\u2066yyyy-MM-dd\u2069، أو مع الوقت مثل \u20662025-08-17T09:30:00+03:00\u2069.")]
    [InlineData("dateOfBirth", "1410/05/03", "بالتقويم الميلادي بالصيغة \u2066yyyy-MM-dd\u2069.")]
    [InlineData("dateOfBirth", "1810-05-03", "تاريخًا ميلاديًا من \u20661900-01-01\u2069 حتى اليوم.")]
    [InlineData("email", "nobody", "بالصيغة \u2066name@example.com\u2069.")]
    public void Technical_pieces_keep_their_direction_in_Arabic(string field, string sent, string expected) =>
        Assert.EndsWith(
            expected,
            IssueMessages.Format(TestData.Error(TestData.Person.With(field, sent)), arabic: true),
            StringComparison.Ordinal
        );

    private static Issue CreateIssue(int number)
    {
        var (code, text) = Cases[number];
        var known = IssueCode.All.Single(known => known.Word == code);
        var lead = CellFault.IsFault(known)
            ? TestData.CreateValidator().Validate(0, text.Utf8, new LeadMemory(), [new(LeadFields.LeadReference, known)])
            : TestData.Check(text, code == "ambiguous" ? TwoDammams : null);
        var issue = Assert.Single(lead.Errors.Concat(lead.Warnings));
        Assert.Equal(code, issue.Code.Word);
        return issue;
    }

    [GeneratedRegex("[\u0621-\u064A]{2,}")]
    private static partial Regex ArabicWord();
}
