namespace Leadgate.Formats.Tables;

/// <summary>One row of a table, with its cells as text in UTF-8. Reused for the next row, so that reading allocates nothing.</summary>
internal sealed class TableRow
{
    /// <summary>The number of columns that Excel has.</summary>
    public const int MaxColumns = 16_384;

    private byte[] _text = new byte[4096];
    private Cell[] _cells = new Cell[64];
    private int _length;

    /// <summary>The line or row on which it begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Which row it is, from 1, the blank ones counted.</summary>
    public long Number { get; private set; }

    /// <summary>Whether numbers that are dates count the days from 1904, as workbooks of old Macs do, and not from 1900.</summary>
    public bool CountsFrom1904 { get; init; }

    /// <summary>The number of cells; those that follow are blank.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int column] => column < Count ? _text.AsSpan(_cells[column].Start, _cells[column].Length) : default;

    public bool IsBlank
    {
        get
        {
            for (var column = 0; column < Count; column++)
            {
                if (_cells[column].State != CellState.Text || !CellText.IsBlank(this[column]))
                    return false;
            }

            return true;
        }
    }

    public CellState GetState(int column) => column < Count ? _cells[column].State : CellState.Text;

    public void Clear(long line, long number) => (Line, Number, Count, _length) = (line, number, 0, 0);

    /// <summary>Adds a cell in the next column.</summary>
    public void Add(ReadOnlySpan<byte> text, CellState state = CellState.Text)
    {
        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        AddWritten(text.Length, state);
    }

    /// <summary>Adds blank cells up to a column.</summary>
    public void SkipTo(int column)
    {
        while (Count < column)
            AddWritten(0, CellState.Text);
    }

    /// <summary>Room for the text of the next cell, of which as much is used as <see cref="AddWritten"/> says.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_text.Length - _length < size)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + size));
        return _text.AsSpan(_length);
    }

    public void AddWritten(int length, CellState state)
    {
        if (Count == _cells.Length)
            Array.Resize(ref _cells, Count * 2);
        _cells[Count++] = new Cell(_length, length, state);
        _length += length;
    }

    /// <summary>Replaces bytes that are no UTF-8 by the replacement character, as text editors show them.</summary>
    public void ReplaceInvalid()
    {
        var texts = ToStrings();
        var states = _cells[..Count].Select(cell => cell.State).ToArray();
        Clear(Line, Number);
        for (var column = 0; column < texts.Length; column++)
            Add(System.Text.Encoding.UTF8.GetBytes(texts[column]), states[column]);
    }

    /// <summary>The cells as strings, for what a person is shown.</summary>
    public string[] ToStrings()
    {
        var strings = new string[Count];
        for (var column = 0; column < Count; column++)
            strings[column] = System.Text.Encoding.UTF8.GetString(this[column]);
        return strings;
    }

    private readonly record struct Cell(int Start, int Length, CellState State);
}
