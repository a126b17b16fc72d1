using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>
/// Whoever changes the built-in lists decides on their version: stores are updated only to a higher one.
/// </summary>
[Promise("3.8")]
public sealed class BuiltInVersionTests
{
    private const string Hash = "3830cda19401776fe83fc9ec8bb7602d453cc4952d27f1666075469da64f3955";
    private const string InitialHash = "5a0202b8614e30da7948642515b486aeeda50f1a569f3429f036efb7316c014e";

    [Fact]
    public void The_lists_of_a_version_do_not_change_once_it_is_released() =>
        Assert.True(
            (BuiltInLists.Version, HashOf(BuiltInLists.Read())) == (2, Hash),
            $"The built-in lists have changed. If version {BuiltInLists.Version} was released, raise BuiltInLists.Version. Then set "
                + $"the version and the hash of this test: {HashOf(BuiltInLists.Read())}"
        );

    [Fact]
    public void The_initial_lists_never_change() =>
        Assert.True(
            HashOf(BuiltInLists.ReadInitial()) == InitialHash,
            "Lists/Seed/Initial must stay as it is: stores were filled with it."
        );

    private static string HashOf(Dictionary<ListDefinition, IReadOnlyList<ListItem>> lists) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', ReferenceLists.All.SelectMany(list => lists[list].Select(item => Format(list, item))))
                )
            )
        );

    private static string Format(ListDefinition list, ListItem item) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{list.Name}|{item.Value}|{item.ParentValue}|{item.CityValue}|{item.IsDefault}|{item.IsActive}|{item.Code}|"
        ) + string.Join('|', item.GetMatchTexts());
}
