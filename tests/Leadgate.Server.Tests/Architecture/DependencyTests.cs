using System.Reflection;
using Leadgate.Contract;
using Leadgate.Domain.Leads;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>The house plan: dependencies run one way, and a name says what a thing is (docs/decisions/0002).</summary>
public sealed class DependencyTests
{
    private static readonly Assembly[] InOrder =
    [
        typeof(Routes).Assembly,
        typeof(LeadFields).Assembly,
        typeof(ILeadStore).Assembly,
        typeof(LeadgateApp).Assembly,
    ];

    public static TheoryData<int> Places { get; } = [.. Enumerable.Range(0, InOrder.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_project_knows_only_those_before_it(int place)
    {
        var known = InOrder[place]
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("Leadgate.", StringComparison.Ordinal));
        Assert.All(known, name => Assert.Contains(name, InOrder[..place].Select(assembly => assembly.GetName().Name)));
    }

    [Fact]
    public void The_contract_and_the_domain_know_no_package_and_no_way_to_a_file_or_a_network() =>
        Assert.All(
            InOrder[..2].SelectMany(assembly => assembly.GetReferencedAssemblies()),
            reference =>
            {
                Assert.True(
                    reference.Name!.StartsWith("System.", StringComparison.Ordinal)
                        || reference.Name.StartsWith("Leadgate.", StringComparison.Ordinal),
                    reference.Name
                );
                Assert.DoesNotMatch(@"^System\.(Net|Data|IO\.FileSystem|Diagnostics\.Process)", reference.Name);
            }
        );

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.All(
            InOrder
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.Namespace?.StartsWith("Leadgate", StringComparison.Ordinal) == true),
            type => Assert.DoesNotMatch("(Manager|Helper|Util|Utils|Impl)$", type.Name)
        );

    [Fact]
    public void Only_the_contract_publishes_types() =>
        Assert.All(
            InOrder[1..].SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name != "Program"),
            type => Assert.False(type.IsPublic, type.FullName)
        );
}
