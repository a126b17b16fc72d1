using Leadgate.Domain.Lists;

namespace Leadgate.Storage.Search;

/// <summary>What the terms of a lead depend on beside the lead.</summary>
/// <param name="Catalog">The lists that texts are looked up in.</param>
/// <param name="Zone">The company's time zone.</param>
internal sealed record SearchContext(ListCatalog Catalog, TimeZoneInfo Zone);
