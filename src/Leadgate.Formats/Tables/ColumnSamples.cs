using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Tables;

/// <summary>Collects the first different values of each column.</summary>
internal sealed class ColumnSamples(int perColumn, int maxLength)
{
    private readonly List<List<string>> _samples = [];

    /// <summary>The number of columns that have a value.</summary>
    public int Columns => _samples.Count;

    public IReadOnlyList<string> this[int column] => column < _samples.Count ? _samples[column] : [];

    public void Add(string[] row)
    {
        for (var column = 0; column < row.Length; column++)
        {
            if (InvisibleText.IsBlank(row[column]))
                continue;
            while (_samples.Count <= column)
                _samples.Add([]);
            var samples = _samples[column];
            if (samples.Count == perColumn)
                continue;
            var shown = row[column].Length <= maxLength ? row[column] : PlainText.Show(row[column], maxLength);
            if (!samples.Contains(shown, StringComparer.Ordinal))
                samples.Add(shown);
        }
    }
}
