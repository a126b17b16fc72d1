using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract;
using Leadgate.Domain.Lists;
using Leadgate.Server.Http;
using ContractItem = Leadgate.Contract.Lists.ListItem;
using ContractList = Leadgate.Contract.Lists.ReferenceList;
using ListItem = Leadgate.Domain.Lists.ListItem;

namespace Leadgate.Server.Lists;

/// <summary>
/// The responses to list requests, each serialized once per snapshot and language and then served from memory. There are only as many as
/// there are lists and parent items.
/// </summary>
internal sealed class ListResponseCache(ListCatalog catalog)
{
    private readonly ConcurrentDictionary<(ListDefinition? List, int? Parent, bool Arabic), PreparedContent> _responses = new();

    /// <summary>The snapshot that the responses show.</summary>
    public ListCatalog Catalog => catalog;

    /// <summary>The items of a list (promise 3.4).</summary>
    /// <param name="parentValue">The value of an item of the parent list, or null for all items.</param>
    /// <param name="arabic">Whether labels are wanted in Arabic.</param>
    public PreparedContent Items(ListDefinition list, int? parentValue, bool arabic) =>
        _responses.TryGetValue((list, parentValue, arabic), out var response) ? response : AddItems(list, parentValue, arabic);

    /// <summary>The catalog of lists (promise 2.3).</summary>
    /// <param name="arabic">Whether titles are wanted in Arabic.</param>
    public PreparedContent AllLists(bool arabic) =>
        _responses.GetOrAdd(
            (null, null, arabic),
            _ =>
                Serialize(
                    [.. ReferenceLists.All.Select(list => ToContract(list, arabic))],
                    ContractJson.Readable.IReadOnlyListReferenceList
                )
        );

    /// <summary>Apart from <see cref="Items"/>, so that a prepared response allocates no delegate.</summary>
    private PreparedContent AddItems(ListDefinition list, int? parentValue, bool arabic) =>
        _responses.GetOrAdd(
            (list, parentValue, arabic),
            _ =>
            {
                var items = parentValue is { } parent ? catalog[list].GetActiveChildren(parent) : catalog[list].Active;
                return Serialize([.. items.Select(item => ToContract(item, arabic))], ContractJson.Readable.IReadOnlyListListItem);
            }
        );

    private static ContractItem ToContract(ListItem item, bool arabic) =>
        new()
        {
            Value = item.Value,
            Label = item.GetLabel(arabic),
            LabelAr = item.LabelAr,
            Code = item.Code,
            ParentValue = item.ParentValue,
        };

    private ContractList ToContract(ListDefinition list, bool arabic) =>
        new()
        {
            Name = list.Name,
            Id = list.Id,
            Title = arabic ? list.TitleAr : list.Title,
            TitleAr = list.TitleAr,
            Parent = list.Parent?.Name,
            Items = catalog[list].Active.Count,
            OtherNames = list.OtherNames,
            OtherIds = list.OtherIds,
        };

    private static PreparedContent Serialize<T>(IReadOnlyList<T> value, JsonTypeInfo<IReadOnlyList<T>> type) =>
        new PreparedContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
}
