using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>Issues are stored as code, field, and arguments, and say the same when they are read back.</summary>
[Promise("7.2")]
public sealed class StoredIssueTests
{
    /// <summary>The built-in lists with a text that is ambiguous.</summary>
    private static readonly ListCatalog Catalog = TestData.CatalogWith(
        ReferenceLists.LeadPriority,
        items => items.Select((item, index) => index < 2 ? item with { Aliases = [.. item.Aliases, "VIP"] } : item)
    );

    /// <summary>Values that each provoke another issue in some field.</summary>
    private static readonly string[] Values =
    [
        "\"x\"",
        "\"VIP\"",
        "\"Jeddah\"",
        "\"Facebook\"",
        "\"Bavaria\"",
        "\"Germany\"",
        "\"JMC\"",
        "\"Company\"",
        "\"العالية\"",
        "\"1447-02-30\"",
        "\"1447-03-05\"",
        "\"2099-01-01\"",
        "\"+966 51 234 5678\"",
        "\"5123\"",
        "\"a\\u0000b\"",
        "\"\\ud83d\"",
        "\" \"",
        "{ \"label\" : \"Warm \\\"ish\\\"\",\n \"x\": [1.50] }",
        "[ {} ]",
        "null",
        "true",
        "0",
        "1e400",
        "1.50",
        "123456",
        $"\"{new string('ب', 300)}\"",
        $"\"{new string('y', 1500)}\"",
    ];

    private static readonly string[] Unknown = ["fristName", "colour", "", "vehicles[0].colour", "\\ud83d", "a\\\"b", "utm_source"];

    private static readonly Gen<string> GenValue = OneOf(Values);

    private static readonly Gen<string> GenVehicle = Gen.OneOf(
        GenValue,
        Gen.Select(
                OneOf([.. VehicleFields.All.SelectMany(field => field.Names), .. Unknown]),
                GenValue,
                (name, value) => $"\"{name}\" : {value}"
            )
            .Array[0, 5]
            .Select(members => $"{{ {string.Join(",", members)} }}")
    );

    private static readonly Gen<(string Name, string Json)> GenMember = Gen.OneOf(
        Gen.Select(OneOf([.. LeadFields.All.SelectMany(field => field.Names), .. Unknown]), GenValue),
        Gen.Select(Gen.Const("vehicles"), GenVehicle.Array[0, 4].Select(vehicles => $"[{string.Join(", ", vehicles)}]"))
    );

    /// <summary>A valid lead with members that are missing, in another place, or sent twice; or anything else.</summary>
    private static readonly Gen<string> GenLead = Gen.OneOf(
        Gen.Select(
            GenMember.Array[0, 6],
            GenMember.Array[0, 2],
            OneOf([.. LeadFields.All.Select(field => field.Name)]).Array[0, 3],
            Gen.Bool,
            (replaced, repeated, without, isCompany) =>
                repeated
                    .Concat(replaced)
                    .Aggregate(
                        (isCompany ? TestData.Company : TestData.Person).Without([.. without, .. replaced.Select(member => member.Name)]),
                        (lead, member) => lead.AndJson(member.Name, member.Json)
                    )
                    .ToString()
        ),
        GenValue,
        Gen.Const("{}")
    );

    /// <summary>A lead for each code and for each kind of message.</summary>
    private static readonly string[] Examples =
    [
        "{}",
        "42",
        .. new LeadText[]
        {
            TestData.Company.Without("contactName"),
            TestData.Person.With("priority", "Tepid"),
            TestData.Person.With("company", "ACME"),
            TestData.Person.WithJson("businessArea", "123456"),
            TestData.Person.With("source", "Facebook"),
            TestData.Person.With("customerCity", "Jeddah"),
            TestData.Person.WithVehicles(TestData.Vehicle(("modelFamily", "Tepid"), ("totalQty", 0), ("colour", "red"))),
            TestData.Person.WithJson("vehicles", "[1]"),
            TestData.Person.WithJson("vehicles", "[{}, {}, {}, {}]"),
            TestData.Person.WithJson("leadName", "{}").With("dateOfBirth", "yesterday").With("email", "nobody"),
            TestData.Person.With("phoneNumber", "5123").With("dateOfBirth", "2099-01-01"),
            TestData.Person.With("phoneNumber", "+966 51 234 5678").With("dateOfBirth", "1447-03-05"),
            TestData.Person.With("lastName", new string('x', 101)).WithJson("address1", "\"\\u0000\""),
            TestData.Person.With("priority", "VIP"),
            TestData.Person.And("brand", "KIA"),
            TestData.Person.And("ou", "KIA"),
            TestData.Person.With("fristName", "x"),
            TestData.Person.With("customerCountry", "Germany").With("customerRegion", "Bavaria"),
        }.Select(lead => lead.ToString()),
    ];

    [Fact]
    [Promise("7.3")]
    public void Issues_of_every_code_say_the_same_when_they_are_read_back()
    {
        var issues = Examples.SelectMany(Check).SelectMany(part => part.Issues).ToList();
        var faulty = CheckWithFaults(TestData.Person.With("leadReference", "1.2E+17"));
        Assert.Equal(
            IssueCode.All.Select(code => code.Word).Order(),
            issues.Concat(faulty.Errors).Select(issue => issue.Code.Word).Distinct().Order()
        );
        Assert.All(Examples, AssertSame);
        Assert.Equal(TestData.Answer(faulty.Errors), TestData.Answer(StoreAndRead(faulty.Errors, faulty.SentJson)));
    }

    [Fact]
    public void Issues_of_any_lead_say_the_same_when_they_are_read_back() => GenLead.Sample(AssertSame, iter: 1_500);

    [Fact]
    public void Issues_without_arguments_are_an_entry_for_each_code_and_a_value_that_was_sent_is_not_stored_again()
    {
        var lead = TestData.Check(
            TestData
                .Person.Without("firstName", "leadName")
                .With("priority", "Tepid")
                .With("email", "nobody at example.com")
                .WithVehicles(TestData.Vehicle(("totalQty", 0)))
        );
        var stored = Stored(lead.Errors, lead.SentJson);
        Assert.Equal(
            $$"""
            [1,["required","firstName"],["invalid-format","email",{"at":{{At(lead, "\"nobody")}}}],["required","leadName"],
            ["out-of-range",[0,"totalQty"],{"at":{{At(lead, "0}")}}}],["not-in-list","priority",{"at":{{At(
                lead,
                "\"Tepid"
            )}},"nearest":[2,3,1]}]]
            """.ReplaceLineEndings(
                ""
            ),
            stored
        );
        Assert.Equal("""[1,["required","leadType","phoneCode"]]""", Stored([.. TestData.Check("{}").Errors.Where(IsOne)], default));

        static bool IsOne(Issue issue) => issue.Name is "leadType" or "phoneCode";
    }

    [Fact]
    public void An_empty_lead_takes_little()
    {
        var lead = TestData.Check("{}");
        Assert.InRange(Stored(lead.Errors, lead.SentJson).Length, 1, 250);
    }

    /// <summary>Otherwise one sender fills the disk with bodies that cost nothing to send.</summary>
    [Fact]
    public void Issues_take_no_more_than_sixteen_times_what_was_sent_and_little_besides() =>
        Gen.OneOf(GenLead, OneOf(Examples), Gen.Const($"{{\"vehicles\":[{string.Join(',', Enumerable.Repeat('1', 100))}]}}"))
            .Sample(
                json =>
                {
                    var lead = new LeadValidator(Catalog, TestData.Rules, TestData.Now).Validate(0, Encoding.UTF8.GetBytes(json));
                    var stored = Stored(lead.Errors, lead.SentJson).Length + Stored(lead.Warnings, lead.SentJson).Length;
                    Assert.InRange(stored, 0, 250 + (16 * Encoding.UTF8.GetByteCount(json)));
                },
                iter: 500
            );

    [Fact]
    public void The_warnings_of_a_valid_lead_keep_their_values()
    {
        var lead = TestData.Check(TestData.Person.With("colour", "red"));
        Assert.Equal("""[1,["unknown-field","colour",{"value":"red"}]]""", Stored(lead.Warnings, lead.SentJson));
    }

    [Fact]
    public void Items_are_those_of_the_lists_when_they_are_read_and_an_item_that_is_gone_is_its_value()
    {
        var lead = TestData.Check(TestData.Person.With("priority", "Tepid"));
        var stored = StoredIssueWriter.ToJson(lead.Errors, lead.SentJson);
        var catalog = TestData.CatalogWith(
            ReferenceLists.LeadPriority,
            items =>
                items
                    .Where(item => item.Label != "Cold")
                    .Select(item => item.Label == "Warm" ? item with { Label = "Mild", LabelAr = "معتدل", IsActive = false } : item)
        );
        var issue = Assert.Single(StoredIssueReader.Read(stored, lead.SentJson, catalog));
        Assert.Equal(["Mild", "3", "Hot"], IssueMessages.GetSuggestions(issue));
        Assert.Contains("such as Mild, 3, or Hot", IssueMessages.Format(issue, arabic: false), StringComparison.Ordinal);
        Assert.Contains("«معتدل»", IssueMessages.Format(issue, arabic: true), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_earlier_program_answered_and_stored_is_shown_word_for_word()
    {
        const string Error = """
            {"field":"vehicles[0].modelYear","code":"not-in-list","value": {"a" : [1]},"errorMessage":"Then.","errorMessageAr":"آنذاك.",
            """;
        const string Missing = """
            "suggestions":["1","2"]},{"field":"source","code":"required","value":null,"errorMessage":"The value was erased.",
            """;
        const string Stored = $$"""[{{Error}}{{Missing}}"errorMessageAr":"مُحيت القيمة.","suggestions":[]}]""";
        var issues = StoredIssueReader.Read(Encoding.UTF8.GetBytes(Stored), default, TestData.Catalog);
        var expected = Stored.Replace("\"value\": {", "\"value\":{", StringComparison.Ordinal);
        Assert.Equal(expected, TestData.Answer(issues));
        Assert.Equal(expected, TestData.Answer(StoreAndRead(issues, default)));
        Assert.Empty(StoredIssueReader.Read("[]"u8.ToArray(), default, TestData.Catalog));
    }

    /// <summary>Somebody may change a database by hand, and a later program may know a field or a code that this one does not.</summary>
    [Fact]
    public void Nothing_that_is_missing_from_stored_issues_makes_a_lead_unreadable() =>
        Gen.Select(GenLead, Gen.Int[0, int.MaxValue], Gen.Int[0, 9])
            .Sample(
                (json, which, what) =>
                {
                    var lead = new LeadValidator(Catalog, TestData.Rules, TestData.Now).Validate(0, Encoding.UTF8.GetBytes(json));
                    if (lead.Errors.Count == 0)
                        return;
                    var stored = JsonNode.Parse(Stored(lead.Errors, lead.SentJson))!.AsArray();
                    var entry = stored[1 + (which % (stored.Count - 1))]!.AsArray();
                    switch (what)
                    {
                        case 0:
                            entry[0] = "later-code";
                            break;
                        case 1 when entry[1] is JsonValue:
                            entry[1] = "laterField";
                            break;
                        case 2:
                            entry[0] = IssueCode.All[which % IssueCode.All.Count].Word;
                            break;
                        default:
                            if (entry[^1] is JsonObject { Count: > 0 } arguments)
                                arguments.RemoveAt(which % arguments.Count);
                            break;
                    }

                    var sent = what == 9 ? lead.SentJson[..(which % lead.SentJson.Length)] : lead.SentJson;
                    var issues = StoredIssueReader.Read(Encoding.UTF8.GetBytes(stored.ToJsonString()), sent, Catalog);
                    Assert.Equal(lead.Errors.Count, issues.Count);
                    Assert.Equal(issues.Count, JsonNode.Parse(TestData.Answer(issues))!.AsArray().Count);
                },
                iter: 800
            );

    [Fact]
    public void Issues_of_a_newer_form_are_not_read_as_something_else() =>
        Assert.Throws<InvalidOperationException>(() => StoredIssueReader.Read("[2,[]]"u8.ToArray(), default, TestData.Catalog));

    /// <summary>The errors and the warnings of a lead, with the JSON that is stored beside them.</summary>
    private static (IReadOnlyList<Issue> Issues, ReadOnlyMemory<byte> Sent)[] Check(string json)
    {
        var rules = TestData.Rules with { MaxVehicles = 3 };
        var lead = new LeadValidator(Catalog, rules, TestData.Now).Validate(0, Encoding.UTF8.GetBytes(json));
        return [(lead.Errors, lead.SentJson), (lead.Warnings, lead.SentJson)];
    }

    private static Lead CheckWithFaults(LeadText lead) =>
        TestData
            .CreateValidator()
            .Validate(
                0,
                lead.Utf8,
                new LeadMemory(),
                [
                    new(LeadFields.LeadReference, IssueCode.PrecisionLost, Suggestion: "120000000000000001"),
                    new(LeadFields.LeadNote, IssueCode.NoCachedValue),
                    new(VehicleFields.All[0], IssueCode.UnreadableCell, 1),
                ]
            );

    private static void AssertSame(string json) =>
        Assert.All(Check(json), part => Assert.Equal(TestData.Answer(part.Issues), TestData.Answer(StoreAndRead(part.Issues, part.Sent))));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>Reads what was stored with other memory than it was written from, as from a database.</summary>
    private static IReadOnlyList<Issue> StoreAndRead(IReadOnlyList<Issue> issues, ReadOnlyMemory<byte> sent) =>
        StoredIssueReader.Read(StoredIssueWriter.ToJson(issues, sent), sent.ToArray(), Catalog);

    private static string Stored(IReadOnlyList<Issue> issues, ReadOnlyMemory<byte> sent) =>
        Encoding.UTF8.GetString(StoredIssueWriter.ToJson(issues, sent).Span);

    private static int At(Lead lead, string text) => Encoding.UTF8.GetString(lead.SentJson.Span).IndexOf(text, StringComparison.Ordinal);
}
