using Leadgate.Domain.Lists;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests;

public sealed class SmokeTests
{
    [Fact, Promise("3.7")]
    public void What_ships_has_no_finding() => Assert.Empty(ListCheck.Check(ShippedLists.Read()));
}
