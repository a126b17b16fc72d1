using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using CliCommand = System.CommandLine.Command;

namespace Leadgate.Publish;

/// <summary>The manual page, made from the commands of the program.</summary>
internal static class ManualPage
{
    public static string Create(RootCommand root, string version, DateTimeOffset date)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $".TH LEADGATE 1 {date:yyyy-MM-dd} \"leadgate {version}\" \"User commands\"\n");
        page.Append(".SH NAME\nleadgate \\- ").Append(Escape(root.Description!.Split(": ")[1])).Append('\n');
        page.Append(".SH SYNOPSIS\n.B leadgate\n.I COMMAND\n[\\fIoptions\\fR]\n");
        page.Append(
                ".SH DESCRIPTION\nThe program is the service itself, \\fBleadgate serve\\fR, and the commands that manage its database. "
            )
            .Append("Every setting is an option, an environment variable, and a line of the file of settings.\n");
        page.Append(".SH COMMANDS\n");
        foreach (var (name, command) in FindCommands("leadgate", root))
            AppendCommand(page, name, command);
        page.Append(
            """
            .SH EXIT STATUS
            0 if the command did what it was asked, and 1 or higher if it did not. Standard error says why.
            .SH FILES
            .TP
            .I /etc/leadgate/leadgate.conf
            The settings of the packaged service, one \fINAME\fR=\fIvalue\fR in a line.
            .TP
            .I /var/lib/leadgate
            Its data.
            .SH SEE ALSO
            .BR systemctl (1),
            .BR journalctl (1)
            .PP
            A running service has its documentation at
            .IR /docs .

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }

    /// <summary>The commands that do something, each with its full name.</summary>
    internal static IEnumerable<(string Name, CliCommand Command)> FindCommands(string name, CliCommand command)
    {
        if (command.Action is not null && command is not RootCommand)
            yield return (name, command);
        foreach (var found in command.Subcommands.Where(one => !one.Hidden).SelectMany(one => FindCommands($"{name} {one.Name}", one)))
            yield return found;
    }

    /// <summary>The options of a command that its own page of help shows.</summary>
    internal static IEnumerable<Option> FindOptions(CliCommand command) =>
        command.Options.Where(option => !option.Hidden && option is not (HelpOption or VersionOption));

    private static void AppendCommand(StringBuilder page, string name, CliCommand command)
    {
        page.Append(".SS ").Append(Escape(name));
        foreach (var argument in command.Arguments.Where(one => !one.Hidden))
            page.Append(" \\fI").Append(Escape(argument.Name)).Append("\\fR");
        page.Append('\n').Append(Escape(command.Description)).Append('\n');
        foreach (var argument in command.Arguments.Where(one => !one.Hidden))
            page.Append(".TP\n.I ").Append(Escape(argument.Name)).Append('\n').Append(Escape(argument.Description)).Append('\n');
        foreach (var option in FindOptions(command))
        {
            page.Append(".TP\n\\fB").Append(Escape(option.Name)).Append("\\fR");
            if (option.ValueType != typeof(bool))
                page.Append(" \\fI").Append(Escape(DescribeValue(option))).Append("\\fR");
            page.Append('\n').Append(Escape(option.Description)).Append('\n');
        }
    }

    /// <summary>What help shows for the value: its name, or the values there are.</summary>
    private static string DescribeValue(Option option) =>
        option.HelpName
        ?? (
            string.Join('|', option.GetCompletions(CompletionContext.Empty).Select(one => one.Label)) is { Length: > 0 } values
                ? values
                : option.Name.TrimStart('-').ToUpperInvariant()
        );

    /// <summary>Text as troff needs it: a line that begins with a dot or an apostrophe would be a request.</summary>
    private static string Escape(string? text)
    {
        var escaped = (text ?? "")
            .ReplaceLineEndings(" ")
            .Replace("\\", "\\e", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
