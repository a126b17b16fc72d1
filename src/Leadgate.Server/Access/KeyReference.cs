using System.Globalization;
using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>The key that an operator means by an id or a name.</summary>
internal abstract record KeyReference
{
    private KeyReference() { }

    /// <summary>A key with this id. If it was given as a number, it may not exist.</summary>
    public sealed record Found(long Id) : KeyReference;

    public sealed record NotFound : KeyReference;

    /// <summary>Several keys have the name, and the operator must say which one is meant.</summary>
    public sealed record Ambiguous(string Name, IReadOnlyList<long> Ids) : KeyReference
    {
        public string Numbers => string.Join(", ", Ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// A number is an id, unless only a name is like it. Of several keys with a name, one that is valid is meant: neither revoked nor
    /// expired.
    /// </summary>
    public static KeyReference Resolve(IReadOnlyList<ApiKey> keys, string text, DateTimeOffset now)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (isNumber && keys.Any(key => key.Id == id))
            return new Found(id);
        var named = keys.Where(key => key.Name == text).ToList();
        var valid = named.Where(key => key.RevokedAt is null && !(key.ExpiresAt <= now.UtcDateTime)).ToList();
        return (valid.Count == 0 ? named : valid) switch
        {
            [var key] => new Found(key.Id),
            [_, _, ..] several => new Ambiguous(text, several.ConvertAll(key => key.Id)),
            _ => isNumber ? new Found(id) : new NotFound(),
        };
    }

    /// <summary>Likewise of a path, in which the server leaves a slash of a name encoded.</summary>
    public static KeyReference ResolvePath(IReadOnlyList<ApiKey> keys, string segment, DateTimeOffset now) =>
        Resolve(keys, segment, now) is var reference and not NotFound
            ? reference
            : Resolve(keys, segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), now);
}
