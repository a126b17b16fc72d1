using Leadgate.Mutations;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>The list of faults of <c>./leadgate mutate</c> fits the code. After a refactoring, renew the entries that this names.</summary>
public sealed class FaultListTests
{
    private static readonly IReadOnlyList<Fault> Faults = FaultList.Parse(Repository.Read("tools", "Leadgate.Mutations", "faults.txt"));

    [Fact]
    public void Each_fault_has_a_name_of_its_own()
    {
        Assert.True(Faults.Count > 100, $"Found only {Faults.Count} faults.");
        Assert.Equal(Faults.Select(fault => fault.Id).Distinct(), Faults.Select(fault => fault.Id));
        Assert.All(Faults, fault => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", fault.Id));
    }

    [Fact]
    public void The_original_text_of_each_fault_occurs_once_in_its_file() =>
        Assert.Empty(
            Faults
                .Where(fault => !File.Exists(Repository.Path(fault.File)) || FaultList.Find(fault, Repository.Read(fault.File)).Count != 1)
                .Select(fault => $"{fault.Id} in {fault.File}")
        );

    [Fact]
    public void Each_fault_changes_something() => Assert.DoesNotContain(Faults, fault => fault.Original.Trim() == fault.Faulty.Trim());

    [Fact]
    public void The_tests_that_a_fault_names_exist()
    {
        var existing = Repository.Files("tests", "*Tests.cs").Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.Empty(
            Faults
                .SelectMany(fault => fault.Tests, (fault, test) => (fault, test))
                .Where(named => !existing.Contains(named.test.Split('.')[^1]))
                .Select(named => $"{named.fault.Id}: {named.test}")
        );
    }
}
