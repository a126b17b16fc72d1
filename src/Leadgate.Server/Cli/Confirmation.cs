namespace Leadgate.Server.Cli;

/// <summary>Asks whoever sits at the terminal before something is changed.</summary>
internal static class Confirmation
{
    /// <summary>Whether somebody can answer: a script has no terminal.</summary>
    public static bool IsPossible => !System.Console.IsInputRedirected;

    /// <returns>Whether the answer is yes; no answer is no.</returns>
    public static bool Ask(string question)
    {
        System.Console.Error.Write(question + " [y/N] ");
        return System.Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
