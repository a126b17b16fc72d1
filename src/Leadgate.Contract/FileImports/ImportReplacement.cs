using System.Text.Json.Serialization;

namespace Leadgate.Contract.FileImports;

/// <summary>A wrong value of a file and what it is read as, in every row that has it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportReplacement
{
    /// <summary>A field with a list, as `errors` name it: `customerCity`, or `vehicles[].modelFamily`.</summary>
    /// <example>customerCity</example>
    public required string Field { get; init; }

    /// <summary>The value in the file. It is compared as texts of lists are: case and spellings of a letter make no difference.</summary>
    /// <example>Jaddeh</example>
    public required string From { get; init; }

    /// <summary>An item of the list: its label, code, alias, or value as text.</summary>
    /// <example>Jeddah</example>
    public required string To { get; init; }
}
