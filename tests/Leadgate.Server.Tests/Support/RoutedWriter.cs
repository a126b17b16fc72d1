using System.Text;

namespace Leadgate.Server.Tests.Support;

/// <summary>Writes to the writer of the current flow of execution, or to another where it has none.</summary>
internal sealed class RoutedWriter(AsyncLocal<StringWriter?> current, TextWriter otherwise) : TextWriter
{
    public override Encoding Encoding => otherwise.Encoding;

    private TextWriter Target => current.Value ?? otherwise;

    public override void Write(char value) => Target.Write(value);

    public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

    public override void Write(string? value) => Target.Write(value);

    public override void WriteLine(string? value) => Target.WriteLine(value);

    public override void Flush() => Target.Flush();
}
