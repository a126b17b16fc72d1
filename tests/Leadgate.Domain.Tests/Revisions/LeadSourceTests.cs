using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Revisions;

/// <summary>A valid lead is written as a sender could have sent it.</summary>
public sealed class LeadSourceTests
{
    /// <summary>Any items of any lists, each under the item that it belongs to, and any texts.</summary>
    [Fact]
    public void Lead_that_is_sent_as_it_is_written_is_the_same_lead()
    {
        var valid = 0;
        Gen.Select(Gen.Int[0, int.MaxValue].Array[60], Gen.String[1, 20])
            .Sample(
                (choices, text) =>
                {
                    var lead = new JsonObject { ["leadType"] = "Individual" };
                    var chosen = new Dictionary<LeadField, ListItem?>();
                    foreach (var field in LeadFields.All)
                        Add(lead, field, choices[field.Ordinal], chosen, text);
                    var vehicle = new JsonObject { ["plate"] = text };
                    foreach (var field in VehicleFields.All)
                        Add(vehicle, field, choices[field.Ordinal], chosen, text);
                    lead["vehicles"] = new JsonArray(vehicle, new JsonObject());
                    lead["utm"] = new JsonObject { ["a"] = text };

                    var validator = new LeadValidator(TestData.Catalog, TestData.Rules, TestData.Now);
                    var before = validator.Validate(0, Encoding.UTF8.GetBytes(lead.ToJsonString()));
                    if (before.HasErrors)
                        return;
                    Interlocked.Increment(ref valid);
                    var source = LeadSource.Write(before, TestData.Catalog);
                    var after = validator.Validate(0, source.Span);
                    Assert.Empty(after.Errors);
                    Assert.Equal(before.Fields.ToArray(), after.Fields.ToArray());
                    Assert.Equal(before.Vehicles.Count, after.Vehicles.Count);
                    Assert.Equal(before.Vehicles[0].Fields.ToArray(), after.Vehicles[0].Fields.ToArray());
                    Assert.Equal(before.BranchRouted, after.BranchRouted);
                    Assert.Equal(Encoding.UTF8.GetString(before.Extra.Span), Encoding.UTF8.GetString(after.Extra.Span));
                    Assert.Empty(LeadChanges.Compare(source, LeadSource.Write(after, TestData.Catalog)));
                },
                iter: 200
            );
        Assert.InRange(valid, 50, 200);
    }

    [Fact]
    public void Branch_that_was_routed_is_left_out_so_that_a_corrected_city_routes_anew()
    {
        var validator = new LeadValidator(TestData.Catalog, TestData.Rules, TestData.Now);
        var routed = validator.Validate(0, TestData.Person.Without("branch").Utf8);
        Assert.True(routed.BranchRouted);
        Assert.DoesNotContain(
            "\"branch\"",
            Encoding.UTF8.GetString(LeadSource.Write(routed, TestData.Catalog).Span),
            StringComparison.Ordinal
        );
    }

    private static void Add(JsonObject target, LeadField field, int choice, Dictionary<LeadField, ListItem?> chosen, string text)
    {
        if (field.Kind == FieldKind.Text && field.Rule == TextRule.None && field != LeadFields.Company)
            target[field.Name] = text;
        if (field.Kind == FieldKind.Number)
            target[field.Name] = 1 + (choice % 1000);
        if (field == LeadFields.LeadDate)
            target[field.Name] = "2026-03-01T09:30:00+03:00";
        if (field.List is null || field == LeadFields.LeadType)
            return;
        var items = field.Parent is { } parent
            ? chosen.GetValueOrDefault(parent) is { } above
                ? TestData.Catalog[field.List].GetActiveChildren(above.Value)
                : []
            : [.. TestData.Catalog[field.List].Active];
        if (items.Count == 0)
            return;
        var item = chosen[field] = items[choice % items.Count];
        target[field.Name] = item.Value;
    }
}
