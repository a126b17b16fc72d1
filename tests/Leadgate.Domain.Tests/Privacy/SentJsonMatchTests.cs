using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Privacy;

public sealed class SentJsonMatchTests
{
    private static readonly DataSubject Reem = DataSubject.TryCreate(
        "512345678",
        "reem@example.com",
        TestData.Catalog[ReferenceLists.PhoneCode],
        out _
    )!;

    private static readonly string[] Names = ["phoneNumber", "leadNote", "a", "b", "email"];

    private static readonly string[] Leaves =
    [
        "\"512345678\"",
        "512345678",
        "\"reem@example.com\"",
        "\"Call +966 51 234 5678\"",
        "\"نص\"",
        "true",
        "null",
        "5",
        "\"\\u0000\"",
    ];

    [Theory]
    [InlineData("""{"phoneNumber": "512345678"}""")]
    [InlineData("""{"PHONENUMBER": "+966 51 234 5678"}""")]
    [InlineData("""{"phoneNumber": 512345678}""")]
    [InlineData("""{"phoneNumber": ["512345678"]}""")]
    [InlineData("""{"phoneNumber": "\u0035\u0031\u0032345678"}""")]
    [InlineData("""{"firstName": "x", "email": "Reem@Example.com"}""")]
    [InlineData("""{"phoneNumber": "0512345678 / 0577777777"}""")]
    [InlineData("""{"phoneNumber": "0512345678 ext 2"}""")]
    [InlineData("""{"phoneNumber": 512345678.0}""")]
    [InlineData("""{"phoneNumber": 5123456780e-1}""")]
    [InlineData("""{"phoneNumber": {"n": "512345678"}}""")]
    [InlineData("""{"email": "Reem <reem@example.com>"}""")]
    [InlineData("""{"lead": {"phoneNumber": "512345678"}}""")]
    [InlineData("""[[{"phoneNumber": "512345678"}]]""")]
    public void A_number_or_address_in_a_contact_field_makes_the_lead_belong_to_the_person(string json) =>
        Assert.True(Find(json)?.BelongsToSubject);

    [Theory]
    [InlineData("""{"phoneNumber": "587654321", "wife": {"phoneNumber": "512345678"}}""")]
    [InlineData("""{"phoneNumber": "587654321", "friend": "0512345678"}""")]
    [InlineData("""{"phoneNumber": "587654321", "Tel.": "call 0512345678 or 0587654321"}""")]
    [InlineData("""{"phoneNumber": "587654321", "البريد": "reem@example.com"}""")]
    [InlineData("""{"phoneNumber": "587654321", "512345678": true}""")]
    public void Lead_with_contacts_of_several_people_is_erased_whole_and_shown_to_none_of_them(string json)
    {
        var found = Find(json)!;
        Assert.True(found is { BelongsToSubject: false, IsErasedWhole: true });
    }

    [Theory]
    [InlineData("""{"phone_number": "512345678", "nationalId": "1"}""", true)]
    [InlineData("""{"E-Mail": "reem@example.com"}""", true)]
    [InlineData("""{"contact": "reem@example.com", "firstName": "Reem"}""", true)]
    [InlineData("""{"phoneNumber": "", "الجوال": "0512345678"}""", true)]
    [InlineData("""["Reem", "0512345678"]""", true)]
    [InlineData("""{"leadNote": "call me: 0512345678"}""", false)]
    [InlineData("""{"leadReference": "lead-of-0512345678"}""", false)]
    public void Lead_without_a_contact_of_somebody_else_is_erased_whole(string json, bool belongsToSubject)
    {
        var found = Find(json)!;
        Assert.Equal((belongsToSubject, true), (found.BelongsToSubject, found.IsErasedWhole));
    }

    [Theory]
    [InlineData("""{"phoneNumber": "587654321", "leadNote": "wife: 0512345678"}""")]
    [InlineData("""{"mobile": "587654321", "message": "wife: 0512345678"}""")]
    [InlineData("""{"mobile": "587654321", "history": "please call my wife Reem on 0512345678"}""")]
    [InlineData("""{"leadReference": "95123456781"}""")]
    public void Mention_in_a_free_text_does_not_erase_the_lead_of_somebody_else(string json) => Assert.False(Find(json)!.IsErasedWhole);

    [Theory]
    [InlineData("""{"phoneNumber": "5123456789"}""")]
    [InlineData("""{"email": "a.reem@example.com"}""")]
    [InlineData("""{"email": "reem@example.com.sa"}""")]
    [InlineData("""{"mobile": "+49 15123456789"}""")]
    public void Contact_of_a_stranger_that_contains_the_persons_is_left(string json) => Assert.Null(Find(json));

    [Theory]
    [InlineData("""{"leadReference": "lead-of-0512345678"}""", true)]
    [InlineData("""{"LEADREFERENCE": 512345678}""", true)]
    [InlineData("""{"leadReference": "A-1", "leadNote": "512345678"}""", false)]
    [InlineData("""{"leadNote": "512345678", "leadReference": "A-1"}""", false)]
    [InlineData("""{"lead": {"leadReference": "512345678"}}""", false)]
    public void A_reference_is_erased_only_if_it_mentions_the_person(string json, bool isInReference) =>
        Assert.Equal(isInReference, Find(json)?.IsInReference);

    [Theory]
    [InlineData("""{"512345678": true}""")]
    [InlineData("\"Reem 0512345678\"")]
    [InlineData("512345678")]
    public void A_property_name_or_the_whole_JSON_cannot_be_redacted(string json) => Assert.False(Find(json)?.CanBeRedacted);

    [Theory]
    [InlineData(
        """{"phoneNumber": "587654321", "leadNote": "wife: 0512345678", "x": 1}""",
        """{"phoneNumber": "587654321", "leadNote": null, "x": 1}"""
    )]
    [InlineData(
        """{"tel": 587654321, "a": [1, {"b": "reem@example.com"}, 512345678], "c": "512345678"}""",
        """{"tel": 587654321, "a": [1, {"b": null}, null], "c": null}"""
    )]
    [InlineData(
        """{"phoneNumber": "587654321", "wife": {"phoneNumber": "512345678"}}""",
        """{"phoneNumber": "587654321", "wife": {"phoneNumber": null}}"""
    )]
    [InlineData("""{"email": "li@example.com", "a": "\ud800 \u0035\u0031\u0032345678"}""", """{"email": "li@example.com", "a": null}""")]
    [InlineData(
        """{"email": "li@example.com", "a": {"95123456781": 1}, "ref-5123456789": "x"}""",
        """{"email": "li@example.com", "a": {"erased": 1}, "erased": "x"}"""
    )]
    public void In_the_lead_of_another_person_only_what_mentions_the_person_is_redacted(string json, string rest)
    {
        var found = Find(json)!;
        Assert.False(found.BelongsToSubject);
        Assert.Equal(rest, Encoding.UTF8.GetString(found.Redact(Encoding.UTF8.GetBytes(json))));
    }

    [Theory]
    [InlineData("""{"phoneNumber": "587654321", "leadNote": "512 apples and 345678 pears"}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    [InlineData("""["\ud800", true, 5.5e3]""")]
    public void JSON_that_does_not_mention_the_person_does_not_match(string json) => Assert.Null(Find(json));

    [Fact]
    public void Redacted_JSON_does_not_mention_the_person_and_has_everything_else() =>
        Json()
            .Sample(node =>
            {
                var json = Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "null");
                if (SentJsonMatch.Find(json, Reem) is not { CanBeRedacted: true } found)
                    return;
                var rest = found.Redact(json);
                Assert.Null(SentJsonMatch.Find(rest, Reem));
                Assert.Equal(Shape(JsonDocument.Parse(json).RootElement), Shape(JsonDocument.Parse(rest).RootElement));
            });

    /// <summary>Everything except the values that mention the person.</summary>
    private static string Shape(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(',', element.EnumerateObject().Select(property => property.Name + ":" + Shape(property.Value)))
                + "}",
            JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Shape)) + "]",
            JsonValueKind.Null => "?",
            JsonValueKind.String => Reem.IsMentionedIn(element.GetString()!) ? "?" : element.GetRawText(),
            _ => Reem.IsMentionedIn(element.GetRawText()) ? "?" : element.GetRawText(),
        };

    private static Gen<JsonNode?> Json() =>
        Gen.Recursive<JsonNode?>(
            (depth, inner) =>
                depth > 3
                    ? Leaf()
                    : Gen.Frequency(
                        (3, Leaf()),
                        (1, inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
                        (
                            2,
                            Gen.Select(Gen.Int[0, 4].Select(i => Names[i]), inner)
                                .Array[0, 4]
                                .Select(pairs =>
                                    (JsonNode?)
                                        new JsonObject(
                                            pairs
                                                .DistinctBy(pair => pair.Item1)
                                                .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone()))
                                        )
                                )
                        )
                    )
        );

    private static Gen<JsonNode?> Leaf() => Gen.Int[0, Leaves.Length - 1].Select(i => JsonNode.Parse(Leaves[i]));

    private static SentJsonMatch? Find(string json) => SentJsonMatch.Find(Encoding.UTF8.GetBytes(json), Reem);
}
