using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>A validator remembers the order of the properties of the previous lead, which may affect its speed only.</summary>
[Promise("5.1")]
public sealed class PropertyOrderTests
{
    private static readonly KeyValuePair<string, JsonNode?>[] Properties = [.. JsonNode.Parse(TestData.Sample)!["leads"]![0]!.AsObject()];

    /// <summary>Other spellings of names, and invalid values, so that errors are reported under the name that was sent.</summary>
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
    public void A_reused_validator_gives_the_same_result_as_a_new_one() =>
        GenLead
            .Array[1, 8]
            .Sample(leads =>
            {
                var validator = TestData.CreateValidator();
                foreach (var lead in leads)
                {
                    var expected = TestData.WriteLeadJson(new LeadRecord(TestData.CreateValidator().Validate(0, lead)));
                    Assert.Equal(
                        Encoding.UTF8.GetString(expected),
                        Encoding.UTF8.GetString(TestData.WriteLeadJson(new LeadRecord(validator.Validate(0, lead))))
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
