using Leadgate.Domain.Access;

namespace Leadgate.Server.Tests.Support;

/// <summary>What the scan of the logs detects.</summary>
public sealed class LogScanTests
{
    [Theory]
    [InlineData("stored for 512345678")]
    [InlineData("+966 51 234 5678")]
    [InlineData("a lead of Abdullah Careem")]
    [InlineData("example@example.com")]
    [InlineData("Building 7, King Fahad Road")]
    public void Detects_personal_data_that_tests_send(string line) =>
        Assert.ThrowsAny<Exception>(() => LogScan.AssertNoPersonalData(["fine", line]));

    [Fact]
    public void Detects_an_API_key() =>
        Assert.ThrowsAny<Exception>(() => LogScan.AssertNoPersonalData([$"Authorization: Bearer {ApiKeyToken.Generate("TEST")}"]));

    [Fact]
    public void Allows_counts_ids_and_timestamps() =>
        LogScan.AssertNoPersonalData([
            "2026-03-09T09:30:15.123Z Information Bulk 5123 stored: 20 leads, 3 with errors",
            "Key 3 was created (leads:write)",
            "trace 5d1b3c0a9f00000000000512340000ab",
        ]);
}
