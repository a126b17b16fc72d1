using System.Text;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>The leads of a bulk share blocks of memory that later bulks reuse: no lead may get the values of another.</summary>
public sealed class LeadMemoryTests
{
    private const int Leads = 200;

    [Fact]
    public void Returned_memory_is_cleared()
    {
        var bulk = Read("Noura", 1);
        var lead = bulk.Leads[0];
        var text = lead.Value("firstName").Utf8;
        Assert.Equal("Noura"u8, text.Span);

        bulk.Dispose();

        Assert.Empty(bulk.Leads);
        Assert.All(lead.Fields.ToArray(), value => Assert.True(value.IsAbsent));
        Assert.All(text.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Leads_keep_their_values_while_other_bulks_use_the_pool()
    {
        using var kept = Read("Noura", Leads);
        for (var round = 0; round < 20; round++)
        {
            Read("Faisal", Leads).Dispose();
            using var other = Read("Abdullah", Leads);
            AssertNames("Abdullah", other);
            AssertNames("Noura", kept);
        }
    }

    [Fact]
    public void A_text_larger_than_a_block_is_stored_completely_and_so_are_its_neighbors()
    {
        var note = new string('م', 4000);
        using var bulk = TestData
            .Read(Encoding.UTF8.GetBytes($"{{\"leads\": [{TestData.Person.With("leadNote", note)}, {TestData.Person}]}}"), [])
            .Bulk!;
        Assert.Equal(note, bulk.Leads[0].Value("leadNote").Text);
        AssertNames("Noura", bulk);
    }

    [Fact]
    public void A_valid_lead_allocates_at_most_twice_its_text()
    {
        var lead = TestData
            .Person.With("lastName", "القحطاني")
            .With("address1", "Building 7, King Fahad Road")
            .With("email", "noura@example.com")
            .With("phoneNumber", "555555555")
            .With("company", "JTC")
            .With("leadNote", "Prefers a call after sunset, and asks for a price list.");
        var body = BulkOf(lead, Leads);
        long text = 0;
        var allocated = Allocation.Of(() =>
        {
            using var bulk = TestData.Read(body, []).Bulk!;
            text = 0;
            foreach (var one in bulk.Leads)
            {
                foreach (var value in one.Fields.Span)
                    text += value.Utf8.Length;
            }
        });
        Assert.InRange(text / Leads, 100, 200);
        Assert.InRange(allocated / (double)text, 0.1, 2);
    }

    private static ValidatedBulk Read(string name, int leads) =>
        TestData.Read(BulkOf(TestData.Person.With("firstName", name), leads), []).Bulk!;

    private static byte[] BulkOf(LeadText lead, int leads) =>
        Encoding.UTF8.GetBytes($"{{\"leads\": [{string.Join(",", Enumerable.Repeat(lead.ToString(), leads))}]}}");

    private static void AssertNames(string name, ValidatedBulk bulk) =>
        Assert.All(bulk.Leads, lead => Assert.Equal(name, lead.Value("firstName").Text));
}
