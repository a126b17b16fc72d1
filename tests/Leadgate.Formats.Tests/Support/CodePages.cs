using System.Runtime.CompilerServices;
using System.Text;

namespace Leadgate.Formats.Tests.Support;

/// <summary>A reader that the tests compare with needs old code pages, even for new files. The product asks for no registration.</summary>
internal static class CodePages
{
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
