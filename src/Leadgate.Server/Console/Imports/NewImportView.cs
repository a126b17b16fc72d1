using Leadgate.Server.Console.Forms;
using Leadgate.Server.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>The page on which a file is chosen.</summary>
internal sealed record NewImportView(ImportRules Rules, FormErrors Errors)
{
    public const string FileField = "file";
}
