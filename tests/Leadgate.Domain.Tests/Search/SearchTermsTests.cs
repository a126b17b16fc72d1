using System.Text;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Search;

/// <summary>The terms of leads and of what people type.</summary>
public sealed class SearchTermsTests
{
    private static readonly BulkOrigin Origin = new(7, new DateTime(2026, 2, 28, 22, 0, 0, DateTimeKind.Utc), "shop");

    [Fact]
    public void Valid_lead_has_a_term_for_all_that_it_is_found_by()
    {
        var lead = TestData.Person.With("phoneNumber", "512345678").With("email", "Noura@Example.com").With("leadReference", "WEB 12");
        var terms = Terms(lead);
        AssertHas(
            terms,
            "state:valid",
            "sender:shop",
            "phone:512345678",
            "email:noura@example.com",
            "ref:web",
            "ref:12",
            "name:noura",
            "name:enquiry",
            "day:20260301",
            "month:202603",
            "year:2026"
        );
        Assert.Contains(terms, term => term.StartsWith("brand:", StringComparison.Ordinal));
        Assert.Contains(terms, term => term.StartsWith("source:", StringComparison.Ordinal));
    }

    [Fact]
    public void Lead_with_errors_is_found_by_what_was_sent()
    {
        var lead = TestData.Person.With("phoneNumber", "0512345678").With("email", "noura@").Without("priority").With("firstName", 5.5);
        var terms = Terms(lead);
        AssertHas(
            terms,
            "state:waiting",
            "phone:512345678",
            "email:noura@",
            "field:priority",
            "code:required",
            "error:priority/required",
            "error:phoneNumber/invalid-length"
        );
        Assert.Contains(terms, term => term.StartsWith("brand:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("{\"phoneNumber\":[1],\"firstName\":null,\"ou\":{\"value\":{}}}")]
    public void What_is_no_lead_has_no_terms_of_its_own(string json) =>
        Assert.Equal(
            ["day:20260301", "month:202603", "sender:shop", "state:waiting", "year:2026"],
            SearchTerms
                .For(SearchableLead.FromSent(Encoding.UTF8.GetBytes(json), TestData.Catalog, [], Origin, false), TestData.Riyadh)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("512345678")]
    [InlineData("0512345678")]
    [InlineData("+966512345678")]
    [InlineData("00966 51 234 5678")]
    [InlineData("+966 (0)51-234-5678")]
    [InlineData("٠٥١٢٣٤٥٦٧٨")]
    [InlineData("۵۱۲۳۴۵۶۷۸")]
    [InlineData("051 2345678")]
    [InlineData("\u200E512345678\u200F")]
    public void Phone_number_is_found_in_every_spelling(string text) => AssertFound(TestData.Person.With("phoneNumber", "512345678"), text);

    [Theory]
    [InlineData("أحمد العتيبي", "احمد")]
    [InlineData("أحمد العتيبي", "عتيبي")]
    [InlineData("أحمد العتيبي", "العُتَيْبي أحـمد")]
    [InlineData("فاطمة", "فاطمه")]
    [InlineData("عبد الرحمن", "عبدالرحمن")]
    [InlineData("عبدالرحمن", "عبد الرحمن")]
    [InlineData("José Ñandú", "jose NANDU")]
    [InlineData("Al-Saleh", "saleh")]
    public void Name_is_found_by_its_words_however_they_are_written(string name, string text) =>
        AssertFound(TestData.Person.With("firstName", name), text);

    [Theory]
    [InlineData("REEM@example.com")]
    [InlineData("reem@Example.COM")]
    public void Email_address_is_found_in_any_case(string text) => AssertFound(TestData.Person.With("email", "Reem@Example.com"), text);

    [Theory]
    [InlineData("WEB-10045", "web-10045")]
    [InlineData("10045", "10045")]
    [InlineData("A 7", "a 7")]
    [InlineData("عرض ٧", "عرض 7")]
    public void Reference_is_found(string reference, string text) => AssertFound(TestData.Person.With("leadReference", reference), text);

    [Fact]
    public void Any_name_is_found_by_itself_and_by_each_of_its_words() =>
        Gen.String[
                Gen.OneOf(
                    Gen.Char['a', 'z'],
                    Gen.Char['\u0621', '\u064A'],
                    Gen.Const(' '),
                    Gen.Char['0', '9'],
                    Gen.Char['\u00C0', '\u00FF']
                ),
                1,
                30
            ]
            .Where(name => SearchTerms.SplitName(name) is { Count: > 0 and < 6 })
            .Sample(name =>
            {
                var lead = new SearchableLead
                {
                    Sender = "",
                    ArrivedAt = Origin.CreatedAt,
                    State = LeadState.Valid,
                    BulkId = 1,
                    Names = [name],
                };
                var terms = SearchTerms.For(lead, TestData.Riyadh);
                Assert.All(
                    SearchTerms.SplitName(name),
                    word => Assert.True(SearchQuery.From(new LeadFilter { Text = word }).Matches(terms, 1), $"{name}: {word}")
                );
            });

    [Theory]
    [InlineData(2026, 1, 1, 2026, 12, 31, "year:2026")]
    [InlineData(2026, 2, 1, 2026, 3, 1, "month:202602 day:20260301")]
    [InlineData(2026, 2, 27, 2026, 3, 1, "day:20260227 day:20260228 day:20260301")]
    [InlineData(2025, 12, 31, 2027, 1, 31, "day:20251231 year:2026 month:202701")]
    public void Span_of_days_is_searched_with_as_few_terms_as_possible(int y1, int m1, int d1, int y2, int m2, int d2, string expected)
    {
        var query = SearchQuery.From(new LeadFilter { From = new DateOnly(y1, m1, d1), To = new DateOnly(y2, m2, d2) });
        Assert.Equal(expected, string.Join(' ', query.Groups.Single()));
    }

    [Theory]
    [InlineData("!!!", true)]
    [InlineData("- -", true)]
    [InlineData("   ", false)]
    [InlineData("x", false)]
    public void Text_of_signs_only_finds_nothing_and_a_blank_one_is_no_condition(string text, bool isEmpty) =>
        Assert.Equal(isEmpty, SearchQuery.From(new LeadFilter { Text = text }).IsEmpty);

    [Theory]
    [InlineData("٥٧٤", 574L)]
    [InlineData("574", 574L)]
    [InlineData("574a", null)]
    [InlineData("9999999999999999999999", null)]
    public void Number_can_be_the_id_of_a_lead(string text, long? id) =>
        Assert.Equal(id, SearchQuery.From(new LeadFilter { Text = text }).LeadId);

    /// <summary>The vectors of the paper, for the key 00 01 … 0f and the bytes 00, 01, … of some lengths.</summary>
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31)]
    [InlineData(1, 0x74f839c593dc67fd)]
    [InlineData(8, 0x93f5f5799a932462)]
    [InlineData(15, 0xa129ca6149be45e5)]
    public void Hash_is_that_of_the_paper(int length, ulong expected)
    {
        var hash = new TermHash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        Assert.Equal(expected, hash.Compute([.. Enumerable.Range(0, length).Select(i => (byte)i)]));
    }

    [Fact]
    public void Hashes_of_long_terms_and_of_other_keys_differ()
    {
        var (one, other) = (new TermHash(1, 2), new TermHash(1, 3));
        var term = "ref:" + new string('ع', 1000);
        Assert.Equal(one.Compute(term), one.Compute(term));
        Assert.NotEqual(one.Compute(term), other.Compute(term));
        Assert.NotEqual(one.Compute(term), one.Compute(term + "x"));
    }

    /// <summary>What is searched for is hashed as a text, and what is indexed without one.</summary>
    [Fact]
    public void Hashes_of_a_lead_are_those_of_its_terms()
    {
        var hash = new TermHash(1, 2);
        Gen.Select(
                Gen.String[0, 300],
                Gen.String[Gen.OneOf(Gen.Const(' '), Gen.Const('ع'), Gen.Const('ب'), Gen.Const('د'), Gen.Char), 0, 60]
            )
            .Sample(
                (text, name) =>
                {
                    var lead = new SearchableLead
                    {
                        Sender = text,
                        ArrivedAt = Origin.CreatedAt,
                        State = LeadState.Waiting,
                        BulkId = 1,
                        Brand = text.Length,
                        Source = int.MinValue,
                        Phone = name + "512345678",
                        Email = text + "@" + name,
                        Reference = text + " " + name,
                        Names = [name, text, null, "عبد " + name],
                        Errors = [new OpenError("firstName", "invalid", text, name)],
                    };
                    var terms = SearchTerms.For(lead, TestData.Riyadh);
                    Assert.Equal(terms.Select(hash.Compute).Order(), new TermHasher(hash, TestData.Riyadh).Compute(lead).Order());
                }
            );
    }

    private static void AssertHas(IReadOnlySet<string> terms, params IReadOnlyList<string> expected) =>
        Assert.All(expected, term => Assert.Contains(term, terms));

    private static void AssertFound(LeadText lead, string text)
    {
        var query = SearchQuery.From(new LeadFilter { Text = text });
        Assert.True(query.Matches(Terms(lead), 1), string.Join(" & ", query.Groups.Select(group => string.Join('|', group))));
        Assert.False(query.Matches(Terms(TestData.Person), 1));
    }

    private static IReadOnlySet<string> Terms(LeadText lead)
    {
        var read = TestData.CreateValidator().Validate(0, Encoding.UTF8.GetBytes(lead.ToString()));
        var searchable = read.HasErrors
            ? SearchableLead.FromSent(read.SentJson.Span, TestData.Catalog, OpenError.From(read.Errors), Origin, isErased: false)
            : SearchableLead.FromValid(read, Origin, isErased: false);
        return SearchTerms.For(searchable, TestData.Riyadh);
    }
}
