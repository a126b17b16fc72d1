using System.CommandLine;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary>The API key that a command sends to a service: an option, a variable, or a file that one of them names.</summary>
internal sealed class ServiceKey
{
    private const string Variable = ServiceVariables.Key;

    private const string FileVariable = ServiceVariables.KeyFile;

    private readonly Option<string?> _key;
    private readonly Option<string?> _file;

    /// <param name="target">The option that names the service.</param>
    public ServiceKey(string target)
    {
        _key = new Option<string?>("--key")
        {
            Description = $"The API key for {target}. Other users of the machine can see it, so better set {Variable} or pass --key-file.",
            HelpName = "KEY",
        };
        _file = new Option<string?>("--key-file")
        {
            Description = $"File that holds the API key for {target}. Environment variable: {FileVariable}.",
            HelpName = "FILE",
        };
    }

    public IEnumerable<Option> Options => [_key, _file];

    /// <returns>The key, or null if none is given.</returns>
    /// <exception cref="StoreSetupException">It is given twice, or its file cannot be read.</exception>
    public string? Read(ParseResult result) =>
        Read(_key.Name, result.GetValue(_key), _file.Name, result.GetValue(_file))
        ?? Read(Variable, FindVariable(Variable), FileVariable, FindVariable(FileVariable));

    private static string? Read(string name, string? key, string fileName, string? file)
    {
        if (key is not null && file is not null)
            throw new StoreSetupException($"{fileName} and {name} are both set. Set one of them.");
        if (file is null)
            return key;
        return SecretFile.TryRead(file, out var secret) is { } error ? throw new StoreSetupException($"{fileName} {error}.") : secret;
    }

    private static string? FindVariable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
