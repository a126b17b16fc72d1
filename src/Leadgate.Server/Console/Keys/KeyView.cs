using Leadgate.Domain.Access;
using Leadgate.Server.Console.Forms;

namespace Leadgate.Server.Console.Keys;

/// <summary>The page of one key, or of a new one.</summary>
/// <param name="Key">The key; null for a new one.</param>
/// <param name="Secret">The text of a key that was created just now; otherwise empty.</param>
internal sealed record KeyView(ApiKey? Key, KeyForm Form, FormErrors Errors, IReadOnlyList<string> Secret);
