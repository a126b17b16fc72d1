using System.Text.RegularExpressions;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// Scans everything that services log in any test: it must not contain a phone number, name, email address or key that the tests send
/// (promise 9.5). Every test thus also tests the logs.
/// </summary>
internal static partial class LogScan
{
    /// <summary>Asserts that log lines contain no personal data.</summary>
    public static void AssertNothingPersonal(IEnumerable<string> lines) => Assert.DoesNotContain(lines, line => Personal().IsMatch(line));

    /// <summary>
    /// The phone numbers that all tests use, the names and texts of the sample, email addresses at example domains, and API keys.
    /// </summary>
    [GeneratedRegex(
        @"\b5\d{8}\b|\+966|Abdullah|Mobarak|Careem|Zaynab|Reem\b|King Fahad|@[a-z.]*example\.com|leadgate_(test|prod)_[0-9A-Za-z]{30}"
    )]
    private static partial Regex Personal();
}
