using System.Reflection;

namespace Leadgate.Domain.Lists;

/// <summary>
/// The built-in lists (promise 3.7): the files in <c>Lists/Seed</c>, embedded in the assembly. A store that was filled with an earlier
/// version of them is updated by <see cref="ListUpdate"/>.
/// </summary>
internal static class BuiltInLists
{
    /// <summary>Raised with each release that changes the files, so that a node with an older program does not undo an update.</summary>
    public const int Version = 2;

    public static Dictionary<ListDefinition, IReadOnlyList<ListItem>> Read() => ReferenceLists.All.ToDictionary(list => list, Read);

    /// <summary>In display order.</summary>
    public static IReadOnlyList<ListItem> Read(ListDefinition list) =>
        TryRead("seed/" + list.Name) ?? throw new InvalidOperationException($"The list {list.Name} has no built-in data.");

    /// <summary>
    /// Version 1, with which stores were filled before they kept a copy of the built-in lists. <c>Lists/Seed/Initial</c> has the lists
    /// that version 2 changed.
    /// </summary>
    public static Dictionary<ListDefinition, IReadOnlyList<ListItem>> ReadInitial() =>
        ReferenceLists.All.ToDictionary(list => list, list => TryRead("seed/initial/" + list.Name) ?? Read(list));

    private static List<ListItem>? TryRead(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource);
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ListFileFormat.Read(bytes).Items.Select(item => item.ToItem()).ToList();
    }
}
