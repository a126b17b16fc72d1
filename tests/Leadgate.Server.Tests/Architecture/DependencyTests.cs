using System.Reflection;
using Leadgate.Contract;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.AspNetCore.Components;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>Rules of the architecture (docs/decisions/0002): dependencies point one way, and names are specific.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly[] InOrder =
    [
        typeof(Routes).Assembly,
        typeof(LeadFields).Assembly,
        typeof(FileFormat).Assembly,
        typeof(ILeadStore).Assembly,
        typeof(LeadgateApp).Assembly,
    ];

    public static TheoryData<int> Indexes { get; } = [.. Enumerable.Range(0, InOrder.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_project_references_only_those_before_it(int index)
    {
        var references = InOrder[index]
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("Leadgate.", StringComparison.Ordinal));
        Assert.All(references, name => Assert.Contains(name, InOrder[..index].Select(assembly => assembly.GetName().Name)));
    }

    [Fact]
    public void The_contract_and_the_domain_reference_no_packages_files_or_networks() =>
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
    public void No_type_has_an_unspecific_name() =>
        Assert.All(
            InOrder
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.Namespace?.StartsWith("Leadgate", StringComparison.Ordinal) == true),
            type => Assert.DoesNotMatch("(Manager|Helper|Util|Utils|Impl)$", type.Name)
        );

    /// <summary>The Razor compiler makes components public. Nobody references the program.</summary>
    [Fact]
    public void Only_the_contract_publishes_types() =>
        Assert.All(
            InOrder[1..]
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.Name != "Program" && !type.IsAssignableTo(typeof(IComponent))),
            type => Assert.False(type.IsPublic, type.FullName)
        );
}
