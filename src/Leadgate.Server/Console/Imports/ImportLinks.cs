using System.Globalization;
using Leadgate.Server.Console.Shell;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>The addresses of imports: each step has its own, so that reloading and going back are safe.</summary>
internal static class ImportLinks
{
    public const string New = ConsoleRoutes.Imports + "/new";
    public const string TemplateInEnglish = ConsoleRoutes.Imports + "/template-en.xlsx";
    public const string TemplateInArabic = ConsoleRoutes.Imports + "/template-ar.xlsx";
    public const string OneRoute = ConsoleRoutes.Imports + "/{id:long}";
    public const string ColumnsRoute = OneRoute + "/columns";
    public const string FormatRoute = OneRoute + "/format";
    public const string CheckRoute = OneRoute + "/check";
    public const string ReplaceRoute = CheckRoute + "/values";
    public const string RowRoute = CheckRoute + "/rows";
    public const string StartRoute = OneRoute + "/start";
    public const string FailedRoute = OneRoute + "/failed.{format}";
    public const string CancelRoute = OneRoute + "/cancel";

    /// <summary>The row from which wrong rows are shown; also a field of the form of a row, which comes back at them.</summary>
    public const string FromParameter = "from";

    /// <summary>The import before which a page of the list begins.</summary>
    public const string BeforeParameter = "before";

    public static string One(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Imports}/{id}");

    public static string Columns(long id) => One(id) + "/columns";

    public static string Format(long id) => One(id) + "/format";

    public static string Check(long id) => One(id) + "/check";

    /// <summary>Where wrong values are replaced.</summary>
    public static string Replace(long id) => Check(id) + "/values";

    /// <summary>Where cells of a row are corrected.</summary>
    public static string Row(long id) => Check(id) + "/rows";

    /// <summary>The check with the wrong rows from one on.</summary>
    public static string WrongRows(long id, long from) =>
        (from == 0 ? Check(id) : PageContext.Link(Check(id), (FromParameter, from.ToString(CultureInfo.InvariantCulture)))) + "#wrong";

    public static string Start(long id) => One(id) + "/start";

    /// <summary>The rows that still have errors, as a file in <c>csv</c> or <c>xlsx</c>.</summary>
    public static string Failed(long id, string format) => One(id) + "/failed." + format;

    public static string Cancel(long id) => One(id) + "/cancel";

    /// <summary>The step at which an import is.</summary>
    public static string Current(StoredImport import) =>
        import.Status switch
        {
            ImportStatus.Ready => Columns(import.Id),
            ImportStatus.Checking or ImportStatus.Checked => Check(import.Id),
            _ => One(import.Id),
        };
}
