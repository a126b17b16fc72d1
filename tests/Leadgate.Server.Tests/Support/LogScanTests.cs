using Leadgate.Domain.Access;

namespace Leadgate.Server.Tests.Support;

/// <summary>The scan of every test's log finds personal data and keys.</summary>
public sealed class LogScanTests
{
    [Theory]
    [InlineData("stored for 512345678")]
    [InlineData("+966 51 234 5678")]
    [InlineData("a lead of Abdullah Careem")]
    [InlineData("example@example.com")]
    [InlineData("Building 7, King Fahad Road")]
    public void Personal_data_is_found(string line) => Assert.ThrowsAny<Exception>(() => LogScan.AssertNothingPersonal(["fine", line]));

    [Fact]
    public void Key_is_found() =>
        Assert.ThrowsAny<Exception>(() => LogScan.AssertNothingPersonal([$"Authorization: Bearer {ApiKeyToken.Generate("TEST")}"]));

    [Fact]
    public void Counts_ids_and_times_are_allowed() =>
        LogScan.AssertNothingPersonal([
            "2026-03-09T09:30:15.123Z Information Bulk 5123 stored: 20 leads, 3 with errors",
            "Key 3 was created (leads:write)",
            "trace 5d1b3c0a9f00000000000512340000ab",
        ]);
}
