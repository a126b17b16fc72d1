using CsCheck;
using Leadgate.Domain.Texts;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Texts;

[Promise("4.4")]
public sealed class NearestTextTests
{
    /// <summary>Few different letters, so that texts have much in common, and lengths below and above the bits of a machine word.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, 12], Gen.Int[60, 70])
        .SelectMany(length => Gen.OneOf('a', 'b', 'c', 'ك', ' ').Array[length])
        .Select(chars => new string(chars));

    [Fact]
    public void The_distance_is_that_of_the_textbook() =>
        Gen.Select(Texts, Texts)
            .Sample((a, b) => Assert.Equal(Levenshtein(a.Length > 64 ? a[..64] : a, b), NearestText.Distance(a, b)), iter: 5_000);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "kia", 3)]
    [InlineData("kia", "", 3)]
    [InlineData("dammam", "dammam", 0)]
    [InlineData("damam", "dammam", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("الدمام", "الدمم", 1)]
    public void The_distance_counts_insertions_deletions_and_substitutions(string a, string b, int distance) =>
        Assert.Equal(distance, NearestText.Distance(a, b));

    [Fact]
    public void The_nearest_candidates_come_first() =>
        Assert.Equal(["sorento", "sonet", "seltos"], Of("soreto", "telluride", "seltos", "sonet", "sorento"));

    [Fact]
    public void Equally_near_candidates_keep_their_order() => Assert.Equal(["k3", "k4", "k5"], Of("k9", "k3", "k4", "k5", "k8"));

    [Fact]
    public void A_text_that_contains_another_has_half_the_distance() =>
        Assert.Equal(["sales", "toyota service"], Of("toyota sales", "toyota service", "sales"));

    [Fact]
    public void The_nearest_text_of_a_candidate_counts()
    {
        string[][] candidates =
        [
            ["riyadh", "central"],
            ["makkah", "western"],
        ];
        Assert.Equal("makkah", NearestText.Find("westren", candidates, texts => texts, 1)[0][0]);
    }

    [Fact]
    public void At_most_the_given_number_is_returned()
    {
        Assert.Equal(3, Of("a", "b", "c", "d", "e").Count);
        Assert.Equal(2, Of("a", "b", "c").Count);
        Assert.Empty(Of("a"));
    }

    [Fact]
    public void No_omitted_candidate_is_nearer_than_a_returned_one() =>
        Gen.Select(Texts, Texts.Array[0, 12])
            .Sample(
                (text, candidates) =>
                {
                    var suggested = NearestText.Find(text, Enumerable.Range(0, candidates.Length), i => [candidates[i]], 3);
                    var worst = suggested.Select(i => Weight(text, candidates[i])).DefaultIfEmpty(0).Max();
                    Assert.All(
                        Enumerable.Range(0, candidates.Length).Except(suggested),
                        i => Assert.True(Weight(text, candidates[i]) >= worst)
                    );
                },
                iter: 5_000
            );

    private static IReadOnlyList<string> Of(string text, params string[] candidates) =>
        NearestText.Find(text, candidates, candidate => [candidate], 3);

    private static int Weight(string text, string other)
    {
        var cut = text.Length > 64 ? text[..64] : text;
        var isPart =
            Math.Min(cut.Length, other.Length) >= 3
            && (other.Contains(cut, StringComparison.Ordinal) || cut.Contains(other, StringComparison.Ordinal));
        return Levenshtein(cut, other) * (isPart ? 1 : 2);
    }

    private static int Levenshtein(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
