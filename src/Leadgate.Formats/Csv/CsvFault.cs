using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Csv;

/// <summary>Why separated values can't be read further.</summary>
/// <param name="Line">The physical line, from 1.</param>
internal readonly record struct CsvFault(CsvFaultKind Kind, long Line)
{
    public FileRefusal ToRefusal() => new(Describe(), Line);

    public BilingualText Describe() =>
        Kind switch
        {
            CsvFaultKind.UnclosedQuote => new(
                Format($"A quotation mark that is opened on line {Line} is never closed. Close it, or write it twice within a text."),
                Format($"علامة اقتباس فُتحت في السطر {Line} ولم تُغلق. أغلقها، أو اكتبها مرتين إن كانت داخل النص.")
            ),
            CsvFaultKind.RecordTooLong => new(
                Format($"The row that begins on line {Line} is longer than 1 MiB. Shorten it."),
                Format($"الصف الذي يبدأ في السطر {Line} أطول من 1 ميبيبايت. اختصره.")
            ),
            _ => new(
                Format($"The row on line {Line} has more than {TableRow.MaxColumns} columns. Remove those without content."),
                Format($"في صف السطر {Line} أكثر من {TableRow.MaxColumns} عمود. احذف الأعمدة الفارغة.")
            ),
        };

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
