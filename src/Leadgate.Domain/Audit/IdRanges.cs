using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Audit;

/// <summary>Many ids in few characters, <c>3-17,20</c>: a page of a search shows up to a thousand leads, mostly neighbours.</summary>
internal static class IdRanges
{
    /// <summary>Writes ids, smallest first and each once.</summary>
    /// <param name="ids">The ids, in any order.</param>
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

            End();
            first = last = id;
        }

        End();
        return text.ToString();

        void End()
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
