using System.Xml;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>The names of elements and attributes of a part, of which an honest one has a few dozen.</summary>
internal sealed class LimitedNames : XmlNameTable
{
    private readonly NameTable _names = new();
    private int _count;

    public override string Add(char[] array, int offset, int length) =>
        Get(array, offset, length) ?? Count(_names.Add(array, offset, length));

    public override string Add(string array) => Get(array) ?? Count(_names.Add(array));

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    public override string? Get(string array) => _names.Get(array);

    private string Count(string added) => ++_count <= XlsxLimits.MaxNames ? added : throw new FileRefusedException(XlsxRefusals.Malformed);
}
