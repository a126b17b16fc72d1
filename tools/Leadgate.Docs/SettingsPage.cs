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

            Each setting is an environment variable and an option of `serve`. The option takes precedence. If any value is invalid, the
            service lists all invalid values and does not start. At startup, the log shows each setting with its value and its origin.

            | variable | option | default | meaning |
            |---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var setting in Setting.All)
        {
            var defaultValue = setting.Default.Length > 0 ? $"`{setting.Default}`" : "";
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{setting.Variable}` | `{setting.Option}` | {defaultValue} | {setting.Meaning} |\n"
            );
        }

        return page.ToString();
    }
}
