using Leadgate.Docs;

if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("Usage: Leadgate.Docs FOLDER");
    return 2;
}

await ReferenceDocs.WriteAsync(folder, CancellationToken.None);
return 0;
