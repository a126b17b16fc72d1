using System.Runtime.CompilerServices;

namespace Leadgate.Clients;

/// <summary>Runs the checks of one client and writes a line for each.</summary>
internal sealed class Checks(string client)
{
    /// <summary>1 as soon as a check has failed, so that it can be the exit code.</summary>
    public int ExitCode { get; private set; }

    public async Task RunAsync(string name, Func<Task> check)
    {
        try
        {
            await check();
            Console.WriteLine($"ok    {client}: {name}");
        }
        catch (Exception failure)
        {
            ExitCode = 1;
            Console.WriteLine($"FAIL  {client}: {name}: {failure.ToString().ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Awaits a request that must fail with this type of exception, and returns the exception.</summary>
    public static async Task<TException> ThrowsAsync<TException>(Func<Task> request)
        where TException : Exception
    {
        try
        {
            await request();
        }
        catch (TException failure)
        {
            return failure;
        }

        throw new InvalidOperationException($"no {typeof(TException).Name} was thrown");
    }

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string subject = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"{subject} is {actual?.ToString() ?? "null"}, not {expected?.ToString() ?? "null"}");
    }

    public static void True(bool condition, [CallerArgumentExpression(nameof(condition))] string subject = "")
    {
        if (!condition)
            throw new InvalidOperationException($"not true: {subject}");
    }

    public static void Text(string? actual, [CallerArgumentExpression(nameof(actual))] string subject = "")
    {
        if (string.IsNullOrWhiteSpace(actual))
            throw new InvalidOperationException($"{subject} has no text");
    }
}
