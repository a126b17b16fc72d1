using Xunit.v3;

namespace Leadgate.Tests;

/// <summary>Says which promise of docs/promises.md a test verifies.</summary>
/// <param name="number">Its number, such as 4.3.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PromiseAttribute(string number) : Attribute, ITraitAttribute
{
    /// <summary>The number of the promise.</summary>
    public string Number { get; } = number;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Promise", Number)];
}
