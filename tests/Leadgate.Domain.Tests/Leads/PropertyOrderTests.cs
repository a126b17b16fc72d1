using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>A checker remembers in which order the properties came last time. That may make it quick, and nothing else.</summary>
[Promise("5.1")]
public sealed class PropertyOrderTests
{
    private static readonly KeyValuePair<string, JsonNode?>[] Properties = [.. JsonNode.Parse(Some.Sample)!["leads"]![0]!.AsObject()];

    /// <summary>Other spellings of names, and values that are wrong, so that errors are told under the name that was sent.</summary>
    private static readonly Gen<byte[]> GenLead = Gen.Select(
        Gen.Shuffle(Properties),
        Gen.Int[0, Properties.Length],
        Gen.Int[0, 3].Array[Properties.Length],
        Gen.Bool,
        (properties, count, spellings, isOtherName) =>
        {
            var lead = new JsonObject();
            foreach (var ((name, value), spelling) in properties.Take(count).Zip(spellings))
                lead[Spelled(name, spelling)] = value?.DeepClone();
            lead[isOtherName ? "brand" : "ou"] = "Zeppelin";
            return Encoding.UTF8.GetBytes(lead.ToJsonString());
        }
    );

    [Fact]
    public void A_checker_that_has_seen_other_leads_says_of_a_lead_what_a_new_one_says() =>
        GenLead
            .Array[1, 8]
            .Sample(leads =>
            {
                var checker = Some.Checker();
                foreach (var lead in leads)
                {
                    var expected = Some.EchoText(new LeadRecord(Some.Checker().Validate(0, lead)));
                    Assert.Equal(
                        Encoding.UTF8.GetString(expected),
                        Encoding.UTF8.GetString(Some.EchoText(new LeadRecord(checker.Validate(0, lead))))
                    );
                }
            });

    private static string Spelled(string name, int spelling) =>
        spelling switch
        {
            0 => name.ToUpperInvariant(),
            1 => name + "X",
            _ => name,
        };
}
