using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Keys;

/// <summary>Whether a key is accepted, as a badge.</summary>
internal static class KeyState
{
    public static (string Kind, BilingualText Text) Find(ApiKey key, DateTime now) =>
        key.RevokedAt is not null ? ("quiet", KeysTexts.Revoked)
        : key.ExpiresAt <= now ? ("warning", KeysTexts.Expired)
        : ("success", KeysTexts.Valid);
}
