using Leadgate.Domain.Lists;

namespace Leadgate.Storage.Lists;

/// <summary>What a store got from the built-in lists, to tell it from what the operator changed since.</summary>
/// <param name="Version">The version of the built-in lists; 0 if it was not recorded.</param>
/// <param name="Lists">The items of the lists that were recorded, as they were built in.</param>
internal sealed record BuiltInListsCopy(long Version, IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> Lists);
