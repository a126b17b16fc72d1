using Leadgate.Domain.Lists;
using Leadgate.Server.Console.Forms;

namespace Leadgate.Server.Console.Lists;

/// <summary>The page on which a file is chosen for an import.</summary>
internal sealed record ImportView(ListDefinition List, FormErrors Errors)
{
    public const string FileField = "file";
    public const string ContentField = "content";
    public const string VersionField = "version";
}
