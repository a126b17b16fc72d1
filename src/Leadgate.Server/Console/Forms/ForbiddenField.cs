using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Forms;

/// <summary>A field that <see cref="ForbiddenForm"/> shows.</summary>
/// <param name="Describe">What people read in place of a value; null for the value itself.</param>
internal sealed record ForbiddenField(string Name, BilingualText Title, Func<string, BilingualText?>? Describe = null);
