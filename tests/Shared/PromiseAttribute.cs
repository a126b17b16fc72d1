using Xunit.v3;

namespace Leadgate.Tests;

/// <summary>Names the promise of docs/promises.md that a test verifies.</summary>
/// <param name="number">The number, such as 4.3.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PromiseAttribute(string number) : Attribute, ITraitAttribute
{
    public string Number { get; } = number;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Promise", Number)];
}
