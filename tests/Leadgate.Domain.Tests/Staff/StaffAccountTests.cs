using Leadgate.Domain.Staff;

namespace Leadgate.Domain.Tests.Staff;

public sealed class StaffAccountTests
{
    [Theory]
    [InlineData("reem", "reem")]
    [InlineData("Reem.B-2_x@sales", "reem.b-2_x@sales")]
    [InlineData("ＲＥＥＭ", "reem")]
    [InlineData("ريم", "ريم")]
    [InlineData("", null)]
    [InlineData("reem b", null)]
    [InlineData(" reem", null)]
    [InlineData("reem\n", null)]
    [InlineData("re:em", null)]
    [InlineData("ﷺ", null)]
    public void A_name_is_normalized(string text, string? name) => Assert.Equal(name, StaffAccount.FoldName(text));

    [Fact]
    public void A_name_has_a_maximum_length()
    {
        Assert.NotNull(StaffAccount.FoldName(new string('r', StaffAccount.MaxNameLength)));
        Assert.Null(StaffAccount.FoldName(new string('r', StaffAccount.MaxNameLength + 1)));
    }

    [Fact]
    public void The_highest_role_counts_and_other_names_are_ignored()
    {
        Assert.Equal(StaffRole.Admin, StaffRoles.FindHighest(["viewer", "something", "admin", "agent"]));
        Assert.Equal(StaffRole.Viewer, StaffRoles.FindHighest(["viewer"]));
        Assert.Null(StaffRoles.FindHighest(["Admin", "admins", ""]));
        Assert.Null(StaffRoles.FindHighest([]));
    }

    [Fact]
    public void A_role_includes_the_lower_ones()
    {
        Assert.Equal(["viewer", "agent", "admin"], StaffRoles.GetNamesAtLeast(StaffRole.Viewer));
        Assert.Equal(["agent", "admin"], StaffRoles.GetNamesAtLeast(StaffRole.Agent));
        Assert.Equal(["admin"], StaffRoles.GetNamesAtLeast(StaffRole.Admin));
    }
}
