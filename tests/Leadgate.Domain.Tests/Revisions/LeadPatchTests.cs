using System.Text;
using Leadgate.Domain.Revisions;

namespace Leadgate.Domain.Tests.Revisions;

/// <summary>Merge patches of leads, and the changes that they make.</summary>
public sealed class LeadPatchTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Examples_of_the_standard_are_met(string lead, string patch, string expected) => Assert.Equal(expected, Apply(lead, patch));

    [Theory]
    [InlineData("""{"brand":"KIA"}""", """{"ou":"JMC"}""", """{"ou":"JMC"}""")]
    [InlineData("""{"x":1,"Brand":"KIA","OU":"KIA","y":2}""", """{"oU":"JMC"}""", """{"x":1,"oU":"JMC","y":2}""")]
    [InlineData("""{"ou":"KIA","brand":"JMC"}""", """{"brand":null}""", "{}")]
    [InlineData("""{"ou":{"value":1,"label":"KIA"}}""", """{"brand":{"value":2}}""", """{"brand":{"value":2,"label":"KIA"}}""")]
    [InlineData("""{"mobile":1,"Mobile":2}""", """{"mobile":null}""", """{"Mobile":2}""")]
    public void Field_is_replaced_whatever_name_it_was_sent_under(string lead, string patch, string expected) =>
        Assert.Equal(expected, Apply(lead, patch));

    [Fact]
    public void Everything_else_stays_byte_for_byte()
    {
        const string Lead = """{ "firstName" : "\u0041" , "extra":[1,  2],"phoneNumber": 5e0, "odd \ud800":"\ud800" }""";
        Assert.Equal(
            """{"firstName":"\u0041","extra":[1,  2],"phoneNumber":"6","odd \ud800":"\ud800"}""",
            Apply(Lead, """ { "phoneNumber" : "6" } """)
        );
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData(" 5")]
    public void What_is_no_object_is_no_patch(string patch) => Assert.Null(LeadPatch.Read(Encoding.UTF8.GetBytes(patch)));

    [Theory]
    [InlineData("""{"firstName":"x","brand":"y","lang":"ar"}""", null)]
    [InlineData("""{"mobile":null}""", null)]
    [InlineData("""{"firstName":"x","MOBILE":null}""", "MOBILE")]
    [InlineData("""{"fristName":null}""", "fristName")]
    public void Name_that_neither_is_a_field_nor_in_the_lead_is_unknown(string patch, string? unknown) =>
        Assert.Equal(unknown, LeadPatch.Read(Encoding.UTF8.GetBytes(patch))!.FindUnknown(Encoding.UTF8.GetBytes("""{"mobile":"5"}""")));

    [Theory]
    [InlineData("""{"a":1}""", """{ "a" : 1 }""", "[]")]
    [InlineData("""{"a":"\u0041","b":null}""", """{"a":"A"}""", "[]")]
    [InlineData("""{"ou":"KIA"}""", """{"brand":"KIA"}""", "[]")]
    [InlineData("""{"ou":"KIA"}""", """{"brand":"JMC"}""", """[{"field":"ou","from":"KIA","to":"JMC"}]""")]
    [InlineData("""{"ou":"KIA","brand":"JMC"}""", """{"brand":"JMC"}""", """[{"field":"ou","from":"KIA","to":"JMC"}]""")]
    [InlineData(
        """{"mobile":"5"}""",
        """{"phoneNumber":5}""",
        """[{"field":"mobile","from":"5","to":null},{"field":"phoneNumber","from":null,"to":5}]"""
    )]
    [InlineData("5", """{"email":"x"}""", """[{"field":"","from":5,"to":null},{"field":"email","from":null,"to":"x"}]""")]
    [InlineData(
        """{"vehicles":[{"modelYear":1},{"plate":"x","totalQty":1}]}""",
        """{"Vehicles":[{"modelYear":2},{"plate":"y"}]}""",
        """[{"field":"vehicles[0].modelYear","from":1,"to":2},{"field":"vehicles[1].plate","from":"x","to":"y"},"""
            + """{"field":"vehicles[1].totalQty","from":1,"to":null}]"""
    )]
    [InlineData(
        """{"vehicles":[{"modelYear":1}]}""",
        """{"vehicles":[{"modelYear":1},{}]}""",
        """[{"field":"vehicles","from":[{"modelYear":1}],"to":[{"modelYear":1},{}]}]"""
    )]
    public void Changes_are_named_field_by_field(string before, string after, string expected)
    {
        var changes = LeadChanges.Compare(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
        var json = LeadChanges.ToJson(changes);
        Assert.Equal(expected, Encoding.UTF8.GetString(json.Span));
        Assert.Equal(expected, Encoding.UTF8.GetString(LeadChanges.ToJson(LeadChanges.Read(json)).Span));
    }

    [Fact]
    public void Erased_changes_keep_the_names_of_fields_and_answers_of_consent_and_nothing_else()
    {
        const string Changes =
            """[{"field":"email","from":"a@example.com","to":"b@example.com"},{"field":"sara@example.com","from":1,"to":2},"""
            + """{"field":"acceptMarketing","from":true,"to":false},{"field":"vehicles[0].modelMemo","from":"x","to":null},"""
            + """{"field":"vehicles[0].sara","from":"x","to":null},{"field":"","from":"x","to":null}]""";
        Assert.Equal(
            """[{"field":"email","from":null,"to":null},{"field":"erased","from":null,"to":null},"""
                + """{"field":"acceptMarketing","from":true,"to":false},{"field":"vehicles[0].modelMemo","from":null,"to":null},"""
                + """{"field":"erased","from":null,"to":null},{"field":"","from":null,"to":null}]""",
            Encoding.UTF8.GetString(LeadChanges.EraseValues(Encoding.UTF8.GetBytes(Changes)).Span)
        );
    }

    private static string Apply(string lead, string patch) =>
        Encoding.UTF8.GetString(LeadPatch.Read(Encoding.UTF8.GetBytes(patch))!.Apply(TrimStart(lead)));

    private static byte[] TrimStart(string json) => Encoding.UTF8.GetBytes(json.TrimStart());
}
