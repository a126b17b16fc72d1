using System.Buffers;
using System.Text;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Memory for the values and texts of the leads of one bulk: pooled blocks, with the texts in UTF-8, instead of an array for each lead and
/// a string for each text, which were nine tenths of the allocations of validation (docs/performance.md). Not thread-safe.
/// </summary>
internal sealed class LeadMemory
{
    private readonly PooledBlocks<FieldValue> _values = new(smallest: 64, largest: 4096);
    private readonly PooledBlocks<byte> _texts = new(smallest: 512, largest: 64 * 1024);

    /// <summary>
    /// Returns the blocks to the pool, cleared because they contain personal data. The leads must not be used afterwards. Memory that is
    /// never returned is collected like any other object.
    /// </summary>
    public void Return()
    {
        _values.Return();
        _texts.Return();
    }

    internal Memory<FieldValue> TakeFields(int count) => _values.Take(count);

    internal FieldValue StoreText(ReadOnlySpan<char> text)
    {
        var utf8 = _texts.Take(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, utf8);
        return FieldValue.FromUtf8(utf8);
    }

    /// <summary>
    /// Blocks of the shared pool that are filled one after the other, each twice as large as the previous one. Blocks of values need not
    /// be cleared when rented: nothing else rents them, and they are returned cleared. Bytes are always overwritten.
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
