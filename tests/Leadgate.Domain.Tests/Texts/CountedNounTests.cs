using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Tests.Texts;

public sealed class CountedNounTests
{
    public static TheoryData<string, string> Nouns =>
        new()
        {
            { nameof(CountedNoun.Second), "0 ثانية|ثانية واحدة|ثانيتان|3 ثوانٍ|10 ثوانٍ|11 ثانية|99 ثانية|100 ثانية|102 ثانية|103 ثوانٍ" },
            { nameof(CountedNoun.Character), "0 حرف|حرف واحد|حرفان|3 أحرف|10 أحرف|11 حرفًا|99 حرفًا|100 حرف|102 حرف|103 أحرف" },
            { nameof(CountedNoun.Digit), "0 رقم|رقم واحد|رقمان|3 أرقام|10 أرقام|11 رقمًا|99 رقمًا|100 رقم|102 رقم|103 أرقام" },
            { nameof(CountedNoun.Request), "0 طلب|طلب واحد|طلبان|3 طلبات|10 طلبات|11 طلبًا|99 طلبًا|100 طلب|102 طلب|103 طلبات" },
            {
                nameof(CountedNoun.Lead),
                "0 عميل محتمل|عميل محتمل واحد|عميلان محتملان|3 عملاء محتملين|10 عملاء محتملين|11 عميلًا محتملًا|99 عميلًا محتملًا"
                    + "|100 عميل محتمل|102 عميل محتمل|103 عملاء محتملين"
            },
            {
                nameof(CountedNoun.Vehicle),
                "0 مركبة|مركبة واحدة|مركبتان|3 مركبات|10 مركبات|11 مركبة|99 مركبة|100 مركبة|102 مركبة|103 مركبات"
            },
        };

    [Theory]
    [MemberData(nameof(Nouns))]
    public void An_Arabic_noun_agrees_with_its_number(string name, string expected)
    {
        var noun = (CountedNoun)typeof(CountedNoun).GetField(name)!.GetValue(null)!;

        Assert.Equal(
            expected.Split('|'),
            new long[] { 0, 1, 2, 3, 10, 11, 99, 100, 102, 103 }.Select(number => noun.In(arabic: true, number))
        );
    }

    [Theory]
    [InlineData(1, ArabicCase.Accusative, "طلبًا واحدًا")]
    [InlineData(1, ArabicCase.Genitive, "طلب واحد")]
    [InlineData(2, ArabicCase.Accusative, "طلبين")]
    [InlineData(2, ArabicCase.Genitive, "طلبين")]
    [InlineData(5, ArabicCase.Accusative, "5 طلبات")]
    internal void One_and_two_follow_the_case_of_the_sentence(long number, ArabicCase arabicCase, string expected) =>
        Assert.Equal(expected, CountedNoun.Request.In(arabic: true, number, arabicCase));

    [Fact]
    public void A_feminine_one_is_the_same_in_every_case() =>
        Assert.Equal("ثانية واحدة", CountedNoun.Second.In(arabic: true, 1, ArabicCase.Accusative));

    [Theory]
    [InlineData(0, "0 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(2, "2 seconds")]
    [InlineData(101, "101 seconds")]
    public void An_English_noun_agrees_with_its_number(long number, string expected) =>
        Assert.Equal(expected, CountedNoun.Second.In(arabic: false, number));

    [Fact]
    public void A_negative_count_is_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() => CountedNoun.Second.In(arabic: true, -1));
}
