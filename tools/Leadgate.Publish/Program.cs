using System.CommandLine;
using Leadgate.Publish;

var folder = new Argument<DirectoryInfo>("FOLDER")
{
    Description = "Where the artifacts go. Default: artifacts/publish",
    DefaultValueFactory = _ => new DirectoryInfo("artifacts/publish"),
};
var version = new Option<string?>("--version")
{
    Description = "Publish under another version, to try an upgrade out. Default: the version of the program",
    HelpName = "VERSION",
};
var only = new Option<string[]>("--only")
{
    Description = "Make only these artifacts. Default: all",
    AllowMultipleArgumentsPerToken = true,
};
only.AcceptOnlyFromAmong([.. Artifact.All.Select(artifact => artifact.Name)]);
var sign = new Option<FileInfo?>("--sign")
{
    Description = "Sign the checksums with this private key of OpenSSH, or with the key in the agent whose public half this is",
    HelpName = "KEYFILE",
};

var root = new RootCommand(
    "Make everything that is released, from the current commit. The base of the image "
        + "consists of Debian packages of the machine's package source."
)
{
    folder,
    version,
    only,
    sign,
};

// The root command's own --version would hide the option.
foreach (var option in root.Options.OfType<VersionOption>().ToList())
    root.Options.Remove(option);
root.SetAction(
    async (result, cancellation) =>
    {
        try
        {
            var chosen = result.GetValue(only) ?? [];
            await Publication.RunAsync(
                new SourceFolder(Directory.GetCurrentDirectory()),
                result.GetRequiredValue(folder).FullName,
                result.GetValue(version),
                [.. Artifact.All.Where(artifact => chosen.Length == 0 || chosen.Contains(artifact.Name))],
                result.GetValue(sign)?.FullName,
                cancellation
            );
            return 0;
        }
        catch (PublishException e)
        {
            await Console.Error.WriteLineAsync("publish: " + e.Message);
            return 1;
        }
    }
);
return await root.Parse(args).InvokeAsync();
