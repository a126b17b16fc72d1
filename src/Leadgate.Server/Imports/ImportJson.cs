using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Leadgate.Formats.Files;

namespace Leadgate.Server.Imports;

/// <summary>The JSON that imports are stored with.</summary>
internal static class ImportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>Choices without values of the rows of the file.</summary>
    /// <param name="isErased">Says of a value that was given to all rows whether it is removed too.</param>
    public static string ChoicesWithoutRows(string choices, Func<string, bool>? isErased = null)
    {
        var read = Read<ImportChoices>(choices);
        var constants = read.File.Constants.Where(constant => isErased is null || !isErased(constant.Value)).ToDictionary();
        return Write(read with { File = read.File with { Replacements = [], Constants = constants } });
    }

    /// <summary>A description without anything of the rows of the file.</summary>
    public static string? WithoutRows(string? description)
    {
        if (description is null)
            return null;
        var read = Read<FileDescription>(description);
        return Write(read with { FirstRows = [], Columns = [.. read.Columns.Select(column => column with { Samples = [] })] });
    }
}
