using System.Text;
using CsCheck;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>A body arrives in pieces of any size, which must not change the result.</summary>
[Promise("6.4")]
public sealed class JsonBulkReaderPieceTests
{
    public static TheoryData<string> Bodies =>
        [
            "{\"leads\": [{\"firstName\": \"نورة \\ud83d\\ude97\", \"x\": 12.5e3}, null, true, {}], "
                + "\"isProcessed\": 1, \"y\": {\"z\": []}}",
            "\uFEFF {\"leads\" : [ 1 , -2.5 , \"\U0001F697\" ] } ",
            "{\"leads\": [{}], \"isProcessed\": 12}",
            "{\"leads\": [{}], \"leads\": [{}]}",
            "{\n\"leads\": [\n{\"a\": tru}]}",
            "{\n\"leads\": [\n{\"a\": \"\\u12G4\"}]}",
            "{\n\"leads\": [{}], \n \"x\": \"\\q\"}",
            "{\"leads\": [{}]} trailing",
            "[1, 2]",
            "{\"leads\": [",
            "\uFEFF",
            "",
        ];

    [Theory, MemberData(nameof(Bodies))]
    public void Body_split_at_any_byte_reads_the_same(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var whole = Outcome(TestData.Read(body, []));
        for (var cut = 0; cut <= body.Length; cut++)
            Assert.Equal(whole, Outcome(TestData.Read(body, [cut])));
    }

    [Theory, MemberData(nameof(Bodies))]
    public void Body_that_arrives_byte_by_byte_reads_the_same(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        Assert.Equal(Outcome(TestData.Read(body, [])), Outcome(TestData.Read(body, Enumerable.Range(1, body.Length))));
    }

    [Fact]
    public void Sample_split_at_any_byte_reads_the_same()
    {
        var whole = Outcome(TestData.Read(TestData.Sample, []));
        for (var cut = 0; cut <= TestData.Sample.Length; cut++)
            Assert.Equal(whole, Outcome(TestData.Read(TestData.Sample, [cut])));
    }

    [Fact]
    public void Bulk_in_random_pieces_reads_the_same()
    {
        var (withNote, withError) = (TestData.Company.With("leadNote", "مرحبا \U0001F697"), TestData.Person.Without("priority"));
        var body = Encoding.UTF8.GetBytes($"{{\"leads\": [{TestData.Person}, {withNote}, 7, {withError}], \"isProcessed\": 1}}");
        var whole = Outcome(TestData.Read(body, []));
        Gen.Int[0, body.Length].Array[0, 40].Sample(cuts => Assert.Equal(whole, Outcome(TestData.Read(body, cuts.Order()))), iter: 1_000);
    }

    [Fact]
    public void Only_complete_leads_are_consumed()
    {
        var reader = new JsonBulkReader(new BulkLeads(TestData.CreateValidator(), TestData.Limits));
        var start = "{\"leads\": [{\"firstName\": \"No"u8;
        Assert.Equal("{\"leads\": [".Length, reader.Read(start, isLast: false));
        var rest = "{\"firstName\": \"Noura\"}, {}"u8;
        Assert.Equal(rest.Length, reader.Read(rest, isLast: false));
        reader.Read("]}"u8, isLast: true);
        Assert.Equal(2, reader.Bulk?.Leads.Count);
        Assert.Equal("Noura", reader.Bulk?.Leads[0].Value("firstName").Text);
    }

    [Fact]
    public void Lead_does_not_depend_on_the_buffer_it_was_read_from()
    {
        var buffer = TestData.Person.With("fristName", "x").Without("priority").ToBulk();
        var reader = new JsonBulkReader(new BulkLeads(TestData.CreateValidator(), TestData.Limits));
        reader.Read(buffer, isLast: true);
        var before = Outcome(reader);
        Array.Fill(buffer, (byte)'!');
        Assert.Equal(before, Outcome(reader));
        Assert.StartsWith("{\"leadType\"", Encoding.UTF8.GetString(reader.Bulk!.Leads[0].SentJson.Span), StringComparison.Ordinal);
    }

    /// <summary>
    /// The result of a reader as text. For invalid JSON it has the position but not the parser's message, which quotes as much of an
    /// invalid literal as has arrived.
    /// </summary>
    internal static string Outcome(IBulkReader reader) =>
        reader.Refusal is { } refusal
            ? $"{refusal.Type.Name} {GetPositionOrDetail(refusal.Detail)}"
            : string.Join(
                '\n',
                reader.Bulk!.Leads.Select(lead =>
                    Encoding.UTF8.GetString(TestData.WriteLeadJson(new LeadRecord(lead))) + Encoding.UTF8.GetString(lead.SentJson.Span)
                )
            );

    private static string GetPositionOrDetail(string detail) =>
        detail.StartsWith("Line ", StringComparison.Ordinal) ? detail.Split(':')[0] : detail;
}
