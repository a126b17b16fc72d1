namespace Leadgate.Contract.FileImports;

/// <summary>An error that rows of a file have in common.</summary>
public sealed record ImportError
{
    /// <summary>The field, such as `customerCity`, or `vehicles[].modelFamily`.</summary>
    /// <example>customerCity</example>
    public required string Field { get; init; }

    /// <summary>The code of the error.</summary>
    /// <example>not-in-list</example>
    public required string Code { get; init; }

    /// <summary>The value in the file, shortened; `null` if there is none.</summary>
    /// <example>Jaddeh</example>
    public required string? Value { get; init; }

    /// <summary>How many rows have it.</summary>
    /// <example>37</example>
    public required long Rows { get; init; }

    /// <summary>The lines of the first of them, from 1, the headers counted.</summary>
    public required IReadOnlyList<long> Lines { get; init; }

    /// <summary>The message of the first of them, in English.</summary>
    public required string Message { get; init; }

    /// <summary>The message of the first of them, in Arabic.</summary>
    public required string MessageAr { get; init; }

    /// <summary>What was probably meant.</summary>
    public required IReadOnlyList<string> Suggestions { get; init; }
}
