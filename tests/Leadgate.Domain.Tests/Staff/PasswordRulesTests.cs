using Leadgate.Domain.Staff;

namespace Leadgate.Domain.Tests.Staff;

/// <summary>Which passwords are rejected, and why.</summary>
public sealed class PasswordRulesTests
{
    private const string Words = "the name of the account";
    private const string Keys = "neighboring keys";

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_password_has_a_minimum_and_a_maximum_length(int length, bool isRight)
    {
        var password = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i * 7 % 26))));
        var error = PasswordRules.Validate(password, "reem");
        Assert.Equal(isRight, error is null);
        if (!isRight)
            Assert.Equal("A password must have 12 to 256 characters.", error!.English);
    }

    [Theory]
    [InlineData("reem.alharbi", Words)]
    [InlineData("Reem-Alharbi-2026", Words)]
    [InlineData("ALHARBI_REEM!", Words)]
    [InlineData("password1234", "in many passwords")]
    [InlineData("Password123!", "in many passwords")]
    [InlineData("P@ssw0rdP@$$word", "in many passwords")]
    [InlineData("Leadgate2026!", "in many passwords")]
    [InlineData("Welcome2Riyadh", "in many passwords")]
    [InlineData("administrator", "in many passwords")]
    [InlineData("Mohammed@1990", "in many passwords")]
    [InlineData("iloveyou12345", "in many passwords")]
    [InlineData("correct horse battery staple", "in many passwords")]
    [InlineData("كلمة المرور ١٢٣٤", "in many passwords")]
    [InlineData("السعودية ٢٠٣٠", "in many passwords")]
    [InlineData("123456789012", Keys)]
    [InlineData("qwertyuiop123", Keys)]
    [InlineData("1q2w3e4r5t6y", Keys)]
    [InlineData("1qaz2wsx3edc4rfv", Keys)]
    [InlineData("POIUYTREWQ098", Keys)]
    [InlineData("abcdefghijkl", Keys)]
    [InlineData("zyxwvu987654", Keys)]
    [InlineData("ضصثقفغعهخحجد", Keys)]
    [InlineData("شسيبلاتنمكط1", Keys)]
    [InlineData("ＱＷＥＲＴＹＵＩＯＰ１２", Keys)]
    [InlineData("aaaaaaaaaaaaaaaa", "repetitions")]
    [InlineData("xk9xk9xk9xk9xk9", "repetitions")]
    [InlineData("ababababcdcdcd", "repetitions")]
    [InlineData("1990 1991 1992", "a year")]
    public void A_password_that_is_easy_to_guess_is_rejected_with_the_reason(string password, string reason)
    {
        var error = PasswordRules.Validate(password, "reem.alharbi");
        Assert.Contains(reason, error?.English, StringComparison.Ordinal);
        Assert.StartsWith("كلمة المرور هذه سهلة التخمين", error!.Arabic, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invented words 7")]
    [InlineData("a long password")]
    [InlineData("reem drinks cold tea")]
    [InlineData("kXw9pTqZ4mRb")]
    [InlineData("seven green kettles")]
    [InlineData("نافذة خضراء في القطار")]
    [InlineData("weather tree dress")]
    [InlineData("\ud800 lone surrogate")]
    public void Other_passwords_are_accepted(string password) => Assert.Null(PasswordRules.Validate(password, "reem.alharbi"));

    [Fact]
    public void One_password_typed_on_different_keyboards_is_the_same()
    {
        Assert.Equal(PasswordRules.Normalize("caf\u00e9 et th\u00e9"), PasswordRules.Normalize("cafe\u0301 et the\u0301"));
        Assert.Equal("ABC123", PasswordRules.Normalize("ＡＢＣ１２３"));
        Assert.Equal("\ud800x", PasswordRules.Normalize("\ud800x"));
    }
}
