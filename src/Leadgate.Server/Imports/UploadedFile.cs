using Leadgate.Formats.Files;

namespace Leadgate.Server.Imports;

/// <summary>A file that arrives to be imported.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Choices">What the sender says of it.</param>
internal sealed record UploadedFile(Stream Body, string? Name, FileChoices Choices);
