using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Text;

/// <summary>How a text file is encoded.</summary>
/// <param name="Encoding">The likeliest encoding.</param>
/// <param name="Others">What would be possible too, the likeliest first.</param>
/// <param name="Notes">What a person should know about it.</param>
internal sealed record EncodingGuess(FileEncoding Encoding, IReadOnlyList<FileEncoding> Others, IReadOnlyList<BilingualText> Notes);
