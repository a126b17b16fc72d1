using System.Globalization;

namespace Leadgate.Server.Hosting;

/// <summary>
/// The culture of the process. What it reads and writes (dates, numbers, log lines, arguments) must not depend on the language of the
/// machine: a Saudi one may count years from the Hijra, a Thai one from the Buddha, and a Turkish one has another lower case of I.
/// </summary>
internal static class ProcessCulture
{
    /// <summary>Makes this thread and all that follow use the invariant culture, and the messages of the platform English.</summary>
    public static void UseInvariant()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
