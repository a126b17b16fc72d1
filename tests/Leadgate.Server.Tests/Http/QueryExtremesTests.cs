using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>Values at and beyond the ends of what a parameter can be: never an error of the service.</summary>
[Promise("2.8")]
public sealed partial class QueryExtremesTests(SharedKeyServer server) : IClassFixture<SharedKeyServer>
{
    /// <summary>As they are in an address.</summary>
    private static readonly string[] Extremes =
    [
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00%2B14:00",
        "9999-12-31",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.9999999-14:00",
        "10000-01-01",
        "0000-00-00",
        "-0001-01-01",
        "1445-01-01",
        "2026-02-30",
        "-1",
        "0",
        "-0",
        "2147483647",
        "2147483648",
        "-2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "99999999999999999999999999999999999999",
        "1e308",
        "NaN",
        "0x10",
        "1.5",
        "%D9%A1%D9%A2",
        "%00",
        "a%00b",
        "%ED%A0%80",
        "%ED%B0%80",
        "%FF%FE",
        "%C0%80",
        "%",
        "%zz",
        "%F4%90%80%80",
        "%E2%80%AE",
        "%27%20or%201=1--",
        "%22",
        "%5B%5D",
        "%7B%7D",
        "*",
        "true",
        "null",
        "undefined",
        "%0D%0AX:%20y",
        new('9', 7000),
        new('x', 7000),
        string.Concat(Enumerable.Repeat("%D9%A3", 1200)),
    ];

    [Fact]
    public async Task No_value_of_a_query_parameter_or_of_a_path_is_an_internal_error()
    {
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        var failed = new List<string>();
        var count = 0;
        foreach (var (index, (method, pattern, parameters)) in server.Running.RoutesWithValues.Index())
        {
            // Every route reads the language alike, so that each value is tried on some of them.
            var (filled, isVariable) = (Parameter().Replace(pattern, "1"), pattern.Contains('{', StringComparison.Ordinal));
            var paths = Extremes
                .SelectMany(value => parameters.Select(name => $"{filled}?{name}={value}"))
                .Concat(Extremes.Where((_, i) => i % 8 == index % 8).Select(value => $"{filled}?lang={value}"))
                .Concat(isVariable ? Extremes.Select(value => Parameter().Replace(pattern, value)) : []);
            foreach (var path in paths)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), server.Client.BaseAddress + path.TrimStart('/'));
                if (method is "POST" or "PUT" or "PATCH")
                    request.Content = JsonContent.Create(new object());
                using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
                count++;
                if (response.StatusCode >= HttpStatusCode.InternalServerError)
                    failed.Add($"{method} {path[..Math.Min(path.Length, 100)]} is {(int)response.StatusCode}");
            }
        }

        Assert.True(count > 1000, $"Only {count} requests were sent.");
        Assert.Empty(failed);
    }

    /// <summary>Longer than the server reads.</summary>
    [Fact]
    public async Task A_query_of_100_KB_is_refused()
    {
        using var response = await server.Client.GetAsync(
            $"{Routes.Bulks}?leadReference={new string('x', 100_000)}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
