using Leadgate.Domain.Staff;

namespace Leadgate.Domain.Tests.Staff;

/// <summary>Names, passwords and roles of staff.</summary>
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
    public void A_name_has_one_form(string text, string? name) => Assert.Equal(name, StaffAccount.FoldName(text));

    [Fact]
    public void A_name_has_an_end()
    {
        Assert.NotNull(StaffAccount.FoldName(new string('r', StaffAccount.MaxNameLength)));
        Assert.Null(StaffAccount.FoldName(new string('r', StaffAccount.MaxNameLength + 1)));
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_password_is_neither_short_nor_endless(int length, bool isRight) =>
        Assert.Equal(isRight, StaffAccount.ValidatePassword(new string('x', length)) is null);

    [Fact]
    public void The_highest_role_wins_and_other_words_mean_nothing()
    {
        Assert.Equal(StaffRole.Admin, StaffRoles.FindHighest(["viewer", "something", "admin", "agent"]));
        Assert.Equal(StaffRole.Viewer, StaffRoles.FindHighest(["viewer"]));
        Assert.Null(StaffRoles.FindHighest(["Admin", "admins", ""]));
        Assert.Null(StaffRoles.FindHighest([]));
    }

    [Fact]
    public void A_role_may_do_what_those_below_it_may()
    {
        Assert.Equal(["viewer", "agent", "admin"], StaffRoles.GetNamesAtLeast(StaffRole.Viewer));
        Assert.Equal(["agent", "admin"], StaffRoles.GetNamesAtLeast(StaffRole.Agent));
        Assert.Equal(["admin"], StaffRoles.GetNamesAtLeast(StaffRole.Admin));
    }
}
