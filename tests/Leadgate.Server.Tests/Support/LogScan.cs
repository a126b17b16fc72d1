using System.Text.RegularExpressions;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// Looks through everything that services log in any test: no phone number, name, e-mail address or key that the tests send may be in it
/// (promise 9.5). What one test cannot think of, another does by chance.
/// </summary>
internal static partial class LogScan
{
    /// <summary>Asserts that lines hold nothing personal.</summary>
    /// <param name="lines">What was logged.</param>
    public static void AssertNothingPersonal(IEnumerable<string> lines) => Assert.DoesNotContain(lines, line => Personal().IsMatch(line));

    /// <summary>Numbers as all tests use them, the names and texts of the sample, any address at an example domain, and keys.</summary>
    [GeneratedRegex(
        @"\b5\d{8}\b|\+966|Abdullah|Mobarak|Careem|Zaynab|Reem\b|King Fahad|@[a-z.]*example\.com|leadgate_(test|prod)_[0-9A-Za-z]{30}"
    )]
    private static partial Regex Personal();
}
