namespace Leadgate.Server.Console.Imports;

/// <summary>The steps of an import, in order.</summary>
internal enum ImportStep
{
    File,
    Columns,
    Check,
    Result,
}
