using CsCheck;
using Leadgate.Domain.Access;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Access;

/// <summary>The text of API keys.</summary>
[Promise("10.1")]
public sealed class ApiKeyTextTests
{
    [Theory]
    [InlineData("TEST", "^leadgate_test_[0-9A-Za-z]{30}$")]
    [InlineData("PROD", "^leadgate_prod_[0-9A-Za-z]{30}$")]
    public void A_key_names_product_and_environment_so_that_scanners_find_it(string environment, string pattern)
    {
        var key = ApiKeyToken.Generate(environment);
        Assert.Matches(pattern, key);
        Assert.Equal(ApiKeyTokenState.WellFormed, ApiKeyToken.Inspect(key, environment));
        Assert.Equal(ApiKeyTokenState.OtherEnvironment, ApiKeyToken.Inspect(key, environment == "TEST" ? "PROD" : "TEST"));
    }

    [Fact]
    public void No_two_keys_are_alike() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ApiKeyToken.Generate("TEST")).Distinct().Count());

    [Fact]
    public void A_mistyped_character_is_noticed_wherever_it_is() =>
        Gen.Select(Gen.Int[0, 43], Gen.Char.AlphaNumeric)
            .Sample(
                (place, character) =>
                {
                    var key = ApiKeyToken.Generate("TEST");
                    if (key[place] == character)
                        return;
                    var mistyped = key[..place] + character + key[(place + 1)..];
                    Assert.Contains(
                        ApiKeyToken.Inspect(mistyped, "TEST"),
                        (ApiKeyTokenState[])[ApiKeyTokenState.Malformed, ApiKeyTokenState.NotAKey]
                    );
                }
            );

    [Fact]
    public void Two_characters_that_changed_places_are_noticed() =>
        Gen.Int[14, 42]
            .Sample(place =>
            {
                var key = ApiKeyToken.Generate("TEST");
                if (key[place] == key[place + 1])
                    return;
                var swapped = key[..place] + key[place + 1] + key[place] + key[(place + 2)..];
                Assert.Equal(ApiKeyTokenState.Malformed, ApiKeyToken.Inspect(swapped, "TEST"));
            });

    [Theory]
    [InlineData("", nameof(ApiKeyTokenState.NotAKey))]
    [InlineData("secret", nameof(ApiKeyTokenState.NotAKey))]
    [InlineData("leadgate_", nameof(ApiKeyTokenState.Malformed))]
    [InlineData("leadgate_test_", nameof(ApiKeyTokenState.Malformed))]
    [InlineData("leadgate_test_0000000000000000000000000000000", nameof(ApiKeyTokenState.Malformed))]
    public void Whatever_else_is_shown_is_no_key(string text, string state) =>
        Assert.Equal(state, ApiKeyToken.Inspect(text, "TEST").ToString());

    [Fact]
    public void Any_text_can_be_looked_at() =>
        Gen.String.Sample(text => Assert.NotEqual(ApiKeyTokenState.WellFormed, ApiKeyToken.Inspect("leadgate_" + text, "TEST")));

    [Fact]
    public void Its_hint_shows_four_random_characters_and_its_hash_none()
    {
        var key = ApiKeyToken.Generate("TEST");
        Assert.Equal(key[..("leadgate_test_".Length + 4)], ApiKeyToken.GetHint(key));
        Assert.Equal(32, ApiKeyToken.Hash(key).Length);
    }

    [Fact]
    public void Admin_may_what_every_scope_is_for_and_no_other_scope_stands_for_two()
    {
        Assert.All(ScopeNames.All, scope => Assert.True(Scopes.Admin.Allow(scope.Scope)));
        Assert.All(
            ScopeNames.All.Where(scope => scope.Scope != Scopes.Admin),
            held => Assert.Equal([held.Name], ScopeNames.All.Where(needed => held.Scope.Allow(needed.Scope)).Select(needed => needed.Name))
        );
        Assert.False(ScopeNames.TryParse(["leads:write", "Leads:Read"], out _));
    }
}
