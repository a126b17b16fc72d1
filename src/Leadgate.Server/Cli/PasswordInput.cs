using System.Text;
using Leadgate.Domain.Staff;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Cli;

/// <summary>
/// A password for an account: generated, or read from standard input or a terminal. It is never an argument, which every user of the
/// machine could see.
/// </summary>
/// <param name="Error">Why the password cannot be used, or null.</param>
internal sealed record PasswordInput(string Password, string? Error, bool IsGenerated = false)
{
    /// <param name="name">The folded name of the account.</param>
    public static PasswordInput Read(bool generate, string name)
    {
        if (generate)
            return new PasswordInput(GeneratedPassword.Create(), null, IsGenerated: true);
        return System.Console.IsInputRedirected ? ReadLine(name) : Prompt(name);
    }

    private static PasswordInput ReadLine(string name)
    {
        var password = System.Console.In.ReadLine() ?? "";
        return new PasswordInput(password, PasswordRules.Validate(password, name)?.English);
    }

    private static PasswordInput Prompt(string name)
    {
        var password = ReadHidden("Password: ");
        if (PasswordRules.Validate(password, name)?.English is { } error)
            return new PasswordInput(password, error);
        return new PasswordInput(password, ReadHidden("Confirm password: ") == password ? null : "The passwords do not match.");
    }

    private static string ReadHidden(string prompt)
    {
        System.Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (System.Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        System.Console.Error.WriteLine();
        return typed.ToString();
    }
}
