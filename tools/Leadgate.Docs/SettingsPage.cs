using System.Globalization;
using System.Text;
using Leadgate.Server.Hosting;

namespace Leadgate.Docs;

/// <summary><c>docs/settings.md</c>: every setting with its default and meaning.</summary>
internal static class SettingsPage
{
    public static string Create()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Settings

            Each setting is an option of `serve`, an environment variable, and a line in a file. The first of them that has it counts:
            option, variable, file, default. Other commands have the options that they need, and read the variables and the file as
            `serve` does. If any value is invalid, the service lists all invalid values and does not start. At startup, the log shows each
            setting with its value and its origin. An empty variable and an empty line in the file count as not set.

            | variable | option | default | reload | meaning |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var setting in Setting.All)
        {
            var reload = setting.IsReloadable ? "yes" : "";
            var defaultValue = setting.Default.Length > 0 ? $"`{setting.Default}`" : "";
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{setting.Variable}` | `{setting.Option}` | {defaultValue} | {reload} | {setting.Meaning} |\n"
            );
        }

        page.Append(
            """

            ## A file of settings

            `--config /etc/leadgate/leadgate.conf` or `LEADGATE_CONFIG` names a file. No file is read unless one is named.
            `docs/examples/leadgate.conf` has every setting, commented out and explained.

            ```text
            # Comments have a line of their own.
            LEADGATE_ENVIRONMENT=PROD
            LEADGATE_DATABASE=sqlite:/var/lib/leadgate/leadgate.db
            LEADGATE_COMPANY="JTC"
            ```

            - A line is `NAME=VALUE`, with the names of the variables. White space around the name and the value is not part of them.
              Lines that are empty or start with `#` or `;` are comments.
            - A value without quotes ends with its line. It has no backslash, and nothing after white space that starts with `#`.
            - A value in `'single quotes'` is taken as it stands. In `"double quotes"`, a backslash before `"`, `\`, `$`, or a backtick is
              left out; any other backslash is part of the value. Nothing is replaced: `$HOME` is no variable.
            - A name that is not a setting, a name that is set twice, and a line that is not `NAME=VALUE` are errors. They name the line,
              and the setting that was probably meant. Of a variable of the environment with such a name, the start warns.
            - Besides settings, the file may have the framework's `Kestrel__Certificates__…` and OpenTelemetry's `OTEL_…`.
            - The file is text in UTF-8. Relative paths in it start from the working directory, as those in variables do.

            systemd reads such a file in the same way as an `EnvironmentFile`.

            `leadgate check-config --config FILE` lists all mistakes in the settings at once, in the words of a start, and says whether
            their files can be read and the database can be used. It does not disturb a running service.

            ## Reload

            `kill -HUP PID`, or `systemctl reload leadgate`, makes a service that was started with a file read it again. It takes over
            the settings marked in the table and logs each of them with the value before (event 30); the audit trail records it. Days to
            keep data count from the next daily deletion on. A changed setting that needs a restart is named (event 31) and stays as it
            was. If anything in the file is wrong, all settings stay as they were, and the log says what is wrong (event 33). Options
            and variables of the process still come first. Without a file, SIGHUP ends the program; under
            `nohup`, it does nothing. Windows has no such signal.

            ## Secrets in files

            These settings hold secrets. Each has a second name, of a file that holds the value, so that it is neither in the environment
            nor in the file of settings. One line break at its end is not part of the value. To give a setting both ways in the same place
            is an error.

            | setting | file as variable or line | file as option |
            |---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var setting in Setting.All.Where(setting => setting.MayHoldSecret))
            page.Append(CultureInfo.InvariantCulture, $"| `{setting.Variable}` | `{setting.FileVariable}` | `{setting.FileOption}` |\n");
        page.Append(
            """

            `import --to` and `export --from` take their API key from `--key-file` or `LEADGATE_KEY_FILE` likewise. A start warns if every
            user of the machine can read a file with secrets.

            """.ReplaceLineEndings("\n")
        );
        return page.ToString();
    }
}
