using Leadgate.Contract;

namespace Leadgate.Server.Console.Shell;

/// <summary>The addresses of the console.</summary>
internal static class ConsoleRoutes
{
    public const string Leads = Routes.Staff + "/leads";
    public const string Bulks = Routes.Staff + "/bulks";
    public const string Senders = Routes.Staff + "/senders";
    public const string Imports = Routes.Staff + "/imports";
    public const string Lists = Routes.Staff + "/lists";
    public const string Keys = Routes.Staff + "/keys";
    public const string Accounts = Routes.Staff + "/accounts";
    public const string Sessions = Routes.Staff + "/sessions";
    public const string Persons = Routes.Staff + "/persons";
    public const string Audit = Routes.Staff + "/audit";
    public const string About = Routes.Staff + "/about";

    /// <summary>Language, theme and other choices of whoever is signed in.</summary>
    public const string Me = Routes.Staff + "/me";

    /// <summary>Creates the first administrator.</summary>
    public const string FirstRun = Routes.Staff + "/first-run";

    /// <summary>Remembers a language and shows a page in it.</summary>
    public const string Language = Routes.Staff + "/language";

    /// <summary>Style sheets, scripts and fonts, under names that change with their content.</summary>
    public const string Asset = Routes.Staff + "/a/{name}";
}
