namespace Leadgate.Domain.Lists;

/// <summary>What an item of a list is, for messages that say whose it is (promise 4.3): "a city of Makkah".</summary>
/// <param name="English">The noun in English; it begins with a consonant.</param>
/// <param name="Arabic">The noun in Arabic, indefinite.</param>
/// <param name="IsFeminine">Whether the Arabic noun is feminine, and the adjective after it too.</param>
internal sealed record ItemNoun(string English, string Arabic, bool IsFeminine);
