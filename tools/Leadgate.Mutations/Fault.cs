namespace Leadgate.Mutations;

/// <summary>A single change of the code that a user would notice, and that a test should therefore notice.</summary>
/// <param name="Id">Its name: words in lower case with hyphens.</param>
/// <param name="File">The source file, from the root of the repository.</param>
/// <param name="Why">What a user would notice.</param>
/// <param name="Tests">The test classes to run first; a suite stands for its subclasses of both engines.</param>
/// <param name="Left">Why no test finds it, if that is known and accepted.</param>
/// <param name="Original">The text that the fault replaces. It occurs exactly once in the file.</param>
/// <param name="Faulty">What it is replaced by.</param>
internal sealed record Fault(string Id, string File, string Why, IReadOnlyList<string> Tests, string? Left, string Original, string Faulty);
