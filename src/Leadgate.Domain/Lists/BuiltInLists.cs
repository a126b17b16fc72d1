using System.Reflection;

namespace Leadgate.Domain.Lists;

/// <summary>The built-in lists (promise 3.7): the files in <c>Lists/Seed</c>, embedded in the assembly.</summary>
internal static class BuiltInLists
{
    public static Dictionary<ListDefinition, IReadOnlyList<ListItem>> Read() => ReferenceLists.All.ToDictionary(list => list, Read);

    /// <summary>In display order.</summary>
    public static IReadOnlyList<ListItem> Read(ListDefinition list)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("seed/" + list.Name)
            ?? throw new InvalidOperationException($"The list {list.Name} has no built-in data.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ListFile.Read(bytes).Items.Select(item => item.ToItem()).ToList();
    }
}
