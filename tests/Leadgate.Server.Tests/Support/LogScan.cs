using System.Text.RegularExpressions;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// Searches the logs of all tests for personal data: no phone number, name, email address or API key that a test sends may be logged
/// (promise 10.5).
/// </summary>
internal static partial class LogScan
{
    public static void AssertNoPersonalData(IEnumerable<string> lines) => Assert.DoesNotContain(lines, line => Personal().IsMatch(line));

    /// <summary>Phone numbers as the tests use them, names and texts of the sample, addresses at example domains, and API keys.</summary>
    [GeneratedRegex(
        @"\b5\d{8}\b|\+966|Abdullah|Mobarak|Careem|Zaynab|Reem\b|King Fahad|@[a-z.]*example\.com|leadgate_(test|prod)_[0-9A-Za-z]{30}"
    )]
    private static partial Regex Personal();
}
