using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Lists;

/// <summary>
/// The answers to list requests, each made once per snapshot and language and then served from memory. There are only as many as
/// there are lists and parents.
/// </summary>
/// <param name="catalog">The snapshot.</param>
internal sealed class ListResponseCache(ListCatalog catalog)
{
    private readonly ConcurrentDictionary<(ListDefinition? List, int? Parent, bool Arabic), ListResponse> _answers = new();

    /// <summary>The snapshot that the answers show.</summary>
    public ListCatalog Catalog => catalog;

    /// <summary>The items of a list (promise 3.4).</summary>
    /// <param name="list">The list.</param>
    /// <param name="parentValue">The value of an item of the parent list, or null for all items.</param>
    /// <param name="arabic">Whether labels are wanted in Arabic.</param>
    public ListResponse Items(ListDefinition list, int? parentValue, bool arabic) =>
        _answers.TryGetValue((list, parentValue, arabic), out var answer) ? answer : MakeItems(list, parentValue, arabic);

    /// <summary>The catalogue of lists (promise 2.3).</summary>
    /// <param name="arabic">Whether titles are wanted in Arabic.</param>
    public ListResponse AllLists(bool arabic) =>
        _answers.GetOrAdd(
            (null, null, arabic),
            _ =>
                Make(json =>
                {
                    json.WriteStartArray();
                    foreach (var list in ReferenceLists.All)
                        WriteList(json, list, arabic);
                    json.WriteEndArray();
                })
        );

    /// <summary>Apart, so that an answer which is ready costs no delegate.</summary>
    private ListResponse MakeItems(ListDefinition list, int? parentValue, bool arabic) =>
        _answers.GetOrAdd(
            (list, parentValue, arabic),
            _ =>
                Make(json =>
                {
                    json.WriteStartArray();
                    foreach (var item in parentValue is { } parent ? catalog[list].GetActiveChildren(parent) : catalog[list].Active)
                        WriteItem(json, item, arabic);
                    json.WriteEndArray();
                })
        );

    private static void WriteItem(Utf8JsonWriter json, ListItem item, bool arabic)
    {
        json.WriteStartObject();
        json.WriteNumber("value", item.Value);
        json.WriteString("label", item.GetLabel(arabic));
        json.WriteString("labelAr", item.LabelAr);
        json.WriteString("code", item.Code);
        if (item.ParentValue is { } parent)
            json.WriteNumber("parentValue", parent);
        else
            json.WriteNull("parentValue");
        json.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter json, ListDefinition list, bool arabic)
    {
        json.WriteStartObject();
        json.WriteString("name", list.Name);
        json.WriteNumber("id", list.Id);
        json.WriteString("title", arabic ? list.TitleAr : list.Title);
        json.WriteString("titleAr", list.TitleAr);
        json.WriteString("parent", list.Parent?.Name);
        json.WriteNumber("items", catalog[list].Active.Count);
        json.WriteStartArray("otherNames");
        foreach (var name in list.OtherNames)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("otherIds");
        foreach (var id in list.OtherIds)
            json.WriteNumberValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ListResponse Make(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        write(json);
        json.Flush();
        var body = buffer.WrittenSpan.ToArray();
        return new ListResponse(body, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\""));
    }
}
