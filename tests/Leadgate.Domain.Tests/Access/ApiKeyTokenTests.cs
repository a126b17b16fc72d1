using CsCheck;
using Leadgate.Domain.Access;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Access;

[Promise("10.1")]
public sealed class ApiKeyTokenTests
{
    [Theory]
    [InlineData("TEST", "^leadgate_test_[0-9A-Za-z]{30}$")]
    [InlineData("PROD", "^leadgate_prod_[0-9A-Za-z]{30}$")]
    public void A_token_starts_with_product_and_environment(string environment, string pattern)
    {
        var key = ApiKeyToken.Generate(environment);
        Assert.Matches(pattern, key);
        Assert.Equal(ApiKeyTokenState.WellFormed, ApiKeyToken.Inspect(key, environment));
        Assert.Equal(ApiKeyTokenState.OtherEnvironment, ApiKeyToken.Inspect(key, environment == "TEST" ? "PROD" : "TEST"));
    }

    [Fact]
    public void Tokens_are_unique() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ApiKeyToken.Generate("TEST")).Distinct().Count());

    [Fact]
    public void A_wrong_character_at_any_position_is_malformed() =>
        Gen.Select(Gen.Int[0, 43], Gen.Char.AlphaNumeric)
            .Sample(
                (index, character) =>
                {
                    var key = ApiKeyToken.Generate("TEST");
                    if (key[index] == character)
                        return;
                    var mistyped = key[..index] + character + key[(index + 1)..];
                    Assert.Contains(
                        ApiKeyToken.Inspect(mistyped, "TEST"),
                        (ApiKeyTokenState[])[ApiKeyTokenState.Malformed, ApiKeyTokenState.NotAKey]
                    );
                }
            );

    [Fact]
    public void Two_swapped_characters_are_malformed() =>
        Gen.Int[14, 42]
            .Sample(index =>
            {
                var key = ApiKeyToken.Generate("TEST");
                if (key[index] == key[index + 1])
                    return;
                var swapped = key[..index] + key[index + 1] + key[index] + key[(index + 2)..];
                Assert.Equal(ApiKeyTokenState.Malformed, ApiKeyToken.Inspect(swapped, "TEST"));
            });

    [Theory]
    [InlineData("", nameof(ApiKeyTokenState.NotAKey))]
    [InlineData("secret", nameof(ApiKeyTokenState.NotAKey))]
    [InlineData("leadgate_", nameof(ApiKeyTokenState.Malformed))]
    [InlineData("leadgate_test_", nameof(ApiKeyTokenState.Malformed))]
    [InlineData("leadgate_test_0000000000000000000000000000000", nameof(ApiKeyTokenState.Malformed))]
    public void Other_texts_are_not_keys(string text, string state) => Assert.Equal(state, ApiKeyToken.Inspect(text, "TEST").ToString());

    [Fact]
    public void Any_text_can_be_inspected() =>
        Gen.String.Sample(text => Assert.NotEqual(ApiKeyTokenState.WellFormed, ApiKeyToken.Inspect("leadgate_" + text, "TEST")));

    [Fact]
    public void The_hint_has_four_random_characters_and_the_hash_none()
    {
        var key = ApiKeyToken.Generate("TEST");
        Assert.Equal(key[..("leadgate_test_".Length + 4)], ApiKeyToken.GetHint(key));
        Assert.Equal(32, ApiKeyToken.Hash(key).Length);
    }

    [Fact]
    public void Admin_includes_all_scopes_and_no_other_scope_includes_a_second()
    {
        Assert.All(ScopeNames.All, scope => Assert.True(Scopes.Admin.Allow(scope.Scope)));
        Assert.All(
            ScopeNames.All.Where(scope => scope.Scope != Scopes.Admin),
            held => Assert.Equal([held.Name], ScopeNames.All.Where(needed => held.Scope.Allow(needed.Scope)).Select(needed => needed.Name))
        );
        Assert.False(ScopeNames.TryParse(["leads:write", "Leads:Read"], out _));
    }
}
