namespace Leadgate.Domain.Texts;

/// <summary>The forms that an Arabic noun takes beside a number. "One" and "two" replace the number, the others follow it.</summary>
internal sealed record ArabicNoun
{
    /// <summary>«حرف واحد»: nominative and genitive, which are written alike.</summary>
    public required string One { get; init; }

    /// <summary>«حرفًا واحدًا»; the same as <see cref="One"/> for a feminine noun.</summary>
    public string? OneAccusative { get; init; }

    /// <summary>«حرفان».</summary>
    public required string Two { get; init; }

    /// <summary>«حرفين»: accusative and genitive.</summary>
    public required string TwoOblique { get; init; }

    /// <summary>«أحرف»: 3 to 10, 103 to 110, and so on.</summary>
    public required string Few { get; init; }

    /// <summary>«حرفًا»: 11 to 99, 111 to 199, and so on.</summary>
    public required string Many { get; init; }

    /// <summary>«حرف»: 100, 200, 1000, and also 0.</summary>
    public required string Other { get; init; }
}
