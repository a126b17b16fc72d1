using System.Buffers;
using System.Text;

namespace Leadgate.Domain.Leads;

/// <summary>
/// What the leads of one bulk keep their values and texts in: blocks of a pool, with the texts in UTF-8, in place of an array for each
/// lead and a string for each text, which were nine tenths of what checking allocated (docs/performance.md). Not for several threads
/// at once.
/// </summary>
internal sealed class LeadMemory
{
    private readonly PooledBlocks<FieldValue> _values = new(smallest: 64, largest: 4096);
    private readonly PooledBlocks<byte> _texts = new(smallest: 512, largest: 64 * 1024);

    /// <summary>
    /// Gives the blocks back, wiped, for they hold personal data and the next to use them has no business with it. The leads must not
    /// be used any more then. Memory that is never given back is collected like any other object.
    /// </summary>
    public void Return()
    {
        _values.Return();
        _texts.Return();
    }

    /// <summary>Room for the fields of an object, all absent.</summary>
    internal Memory<FieldValue> TakeFields(int count) => _values.Take(count);

    /// <summary>Keeps a text.</summary>
    /// <param name="text">The text, without half surrogate pairs.</param>
    internal FieldValue StoreText(ReadOnlySpan<char> text)
    {
        var utf8 = _texts.Take(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, utf8);
        return FieldValue.FromUtf8(utf8);
    }

    /// <summary>
    /// Blocks of the shared pool that are filled one after the other, each twice as large as the last. Nobody else rents blocks of
    /// values and these come back wiped, so they need not be wiped first; bytes are all written over.
    /// </summary>
    private sealed class PooledBlocks<T>(int smallest, int largest)
    {
        private readonly List<ArraySegment<T>> _full = [];
        private T[] _block = [];
        private int _used;
        private int _next = smallest;

        public ArraySegment<T> Take(int count)
        {
            if (count > _block.Length - _used)
                Open(count);
            var taken = new ArraySegment<T>(_block, _used, count);
            _used += count;
            return taken;
        }

        public void Return()
        {
            Close();
            foreach (var block in _full)
            {
                block.AsSpan().Clear();
                ArrayPool<T>.Shared.Return(block.Array!);
            }

            _full.Clear();
        }

        private void Open(int atLeast)
        {
            Close();
            _block = ArrayPool<T>.Shared.Rent(Math.Max(atLeast, _next));
            _next = Math.Min(_next * 2, largest);
        }

        private void Close()
        {
            if (_block.Length > 0)
                _full.Add(new(_block, 0, _used));
            (_block, _used) = ([], 0);
        }
    }
}
