using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Audit;

/// <summary>Formats ids as ranges, <c>3-17,20</c>: a page of a search has up to a thousand leads, mostly with consecutive ids.</summary>
internal static class IdRanges
{
    public static string Format(IEnumerable<long> ids)
    {
        var text = new StringBuilder();
        long? first = null;
        long last = 0;
        foreach (var id in ids.Distinct().Order())
        {
            if (first is not null && id == last + 1)
            {
                last = id;
                continue;
            }

            AppendRange();
            first = last = id;
        }

        AppendRange();
        return text.ToString();

        void AppendRange()
        {
            if (first is not { } from)
                return;
            if (text.Length > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{from}");
            if (last > from)
                text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }
    }
}
