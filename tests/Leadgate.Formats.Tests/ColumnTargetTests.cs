using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tests;

public sealed class ColumnTargetTests
{
    [Theory]
    [InlineData(ColumnTargets.RowKey)]
    [InlineData(ColumnTargets.Unknown)]
    [InlineData(ColumnTargets.Phone)]
    [InlineData(ColumnTargets.FullName)]
    public void Target_that_is_no_field_has_no_name_of_a_field(string target) =>
        Assert.DoesNotContain(
            LeadFields.All.Concat(VehicleFields.All).SelectMany(field => field.Names),
            name => name.Equals(target, StringComparison.OrdinalIgnoreCase)
        );
}
