using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Upgrades;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>What operators are told of the steps of the schema.</summary>
public sealed class SchemaStepsTests
{
    /// <summary>The last step of a release whose stores exist.</summary>
    private const int LastFrozen = 19;

    [Theory]
    [InlineData("sqlite/")]
    [InlineData("postgres/")]
    public void Each_step_of_both_engines_is_described(string prefix)
    {
        Assert.Equal(SchemaSteps.All.Select(step => step.Number), MigrationFile.All(prefix).Select(file => file.Number));
        Assert.All(SchemaSteps.All, step => Assert.Matches("^[A-Z].*[.]$", step.Summary));
        Assert.All(SchemaSteps.All, step => Assert.True(step.Conflict is null || step.Conflict.EndsWith('.')));
    }

    [Fact]
    public void The_page_of_upgrades_has_the_measured_costs()
    {
        var page = Repository.Read("docs", "operations", "upgrade.md");
        Assert.All(
            SchemaSteps.All,
            step =>
            {
                var row = string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {step.Number} | {step.Sqlite.SecondsPerMillion} | {step.Sqlite.MegabytesPerMillion} "
                        + $"| {step.Postgres.SecondsPerMillion} | {step.Postgres.MegabytesPerMillion} | "
                );
                Assert.True(step.Sqlite == StepCost.None || page.Contains(row, StringComparison.Ordinal), row);
            }
        );
    }

    /// <summary>Stores have them as they were: a change would reach new stores only. What is to change is a step of its own.</summary>
    [Theory]
    [InlineData("sqlite/", "86753718743bd5787e26dc27022f1603635f32c549491e216253f7ee81b59e2d")]
    [InlineData("postgres/", "e8fdecc3950a08e944e1273cb6c0fbc7820cf2c6677782261c41dd79653ff583")]
    public void Steps_that_stores_have_do_not_change(string prefix, string sha256)
    {
        var sql = string.Concat(MigrationFile.All(prefix).Where(file => file.Number <= LastFrozen).Select(file => file.Sql));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n")))));
    }
}
